using NBomber.Contracts;

namespace NBomber.Engine;

/// <summary>The original's arguments as far as the double has them.</summary>
internal static class RunArguments
{
    /// <exception cref="ArgumentException">The double has no such argument.</exception>
    public static NBomberContext Apply(NBomberContext context, string[] arguments)
    {
        foreach (string argument in arguments)
        {
            int equals = argument.IndexOf('=');
            string name = equals < 0 ? argument : argument[..equals];
            string value = equals < 0 ? "" : argument[(equals + 1)..];
            context = name switch
            {
                "--license" => context.With(c => c.License = value),
                "--test-name" => context.With(c => c.TestName = value),
                "--test-suite" => context.With(c => c.TestSuite = value),
                "--target" => context.With(c => c.TargetScenarios = value.Split(',')),
                "--display-console-metrics" => context,
                _ => throw new ArgumentException(
                    $"The double of NBomber has no argument {name}: leave it out."),
            };
        }

        return context;
    }
}
