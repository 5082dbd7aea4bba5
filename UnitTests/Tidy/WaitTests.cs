using Mono.Cecil;
using Mono.Cecil.Cil;
using UnitTests.Support;

namespace UnitTests.Tidy;

/// <summary>Each wait of a test has a deadline.</summary>
internal sealed class WaitTests
{
    /// <summary>Methods that wait for any length of time, or for a fixed one.</summary>
    private static readonly HashSet<string> s_forbidden =
    [
        "System.Diagnostics.Process.WaitForExit()",
        "System.Threading.CountdownEvent.Wait()",
        "System.Threading.ManualResetEventSlim.Wait()",
        "System.Threading.SemaphoreSlim.Wait()",
        "System.Threading.Tasks.Task.Wait()",
        "System.Threading.Thread.Join()",
        "System.Threading.Thread.Sleep(Int32)",
        "System.Threading.Thread.Sleep(TimeSpan)",
        "System.Threading.WaitHandle.WaitOne()",
    ];

    [Test]
    public void No_test_waits_without_a_deadline()
    {
        using AssemblyDefinition tests =
            AssemblyDefinition.ReadAssembly(typeof(WaitTests).Assembly.Location);
        IEnumerable<string> found = tests.MainModule.GetTypes()
            .SelectMany(static type => type.Methods)
            .Where(static method => method.HasBody)
            .SelectMany(static method => method.Body.Instructions
                .Select(static step => step.Operand)
                .OfType<MethodReference>()
                .Select(NameOf)
                .Where(s_forbidden.Contains)
                .Select(name => $"{method.DeclaringType.FullName}.{method.Name}: {name}"));
        Assert.That(
            found, Is.Empty, $"Wait with a deadline, such as those of {nameof(InTime)}.");
    }

    private static string NameOf(MethodReference method) =>
        $"{method.DeclaringType.FullName}.{method.Name}"
        + $"({string.Join(", ", method.Parameters.Select(static p => p.ParameterType.Name))})";
}
