namespace UnitTests.Configuration.Effects;

/// <summary>What a server does differently when one option is given.</summary>
/// <param name="Option">The option with a value that is not its default.</param>
/// <param name="Always">Options that both servers have, for the effect to show.</param>
/// <param name="Observe">What a server does.</param>
/// <param name="Without">What it does without the option.</param>
/// <param name="With">What it does with the option.</param>
internal sealed record OptionEffect(
    string Option, string Always, Func<OptionWorld, object?> Observe, object? Without, object? With)
{
    public OptionEffect(
        string option, Func<OptionWorld, object?> observe, object? without, object? with)
        : this(option, "", observe, without, with)
    {
    }

    public string Name => Option.Split(' ', '=')[0];

    public override string ToString() => Option;
}
