using System.Diagnostics;
using UnitTests.Support;

namespace UnitTests.Simulation.World;

/// <summary>The seed alone is enough to repeat a run, in this process or in another.</summary>
internal sealed class ReplayTests
{
    private const int Seed = 5;

    [Test]
    public void Same_seed_gives_the_same_run()
    {
        WorldRun first = WorldRun.Of(Seed);
        Assert.That(first.Events, Is.GreaterThan(100), "the world has too few events");
        Assert.That(WorldRun.Of(Seed).Hash, Is.EqualTo(first.Hash));
        Assert.That(WorldRun.Of(Seed + 1).Hash, Is.Not.EqualTo(first.Hash));
    }

    [Test]
    public void Same_seed_gives_the_same_run_in_another_process()
    {
        string line = $"seed {Seed}: ";
        string trace = $"trace {WorldRun.Of(Seed).Hash:X16}";
        (int exit, string output) = RunProgram("--seeds", $"{Seed}");
        Assert.That(output, Does.StartWith(line).And.Contains(trace));
        Assert.That(exit, Is.Zero);
    }

    [Test]
    public void Failure_report_explains_how_to_repeat_the_run()
    {
        WorldSetting setting = WorldSetting.FromSeed(Seed) with
        {
            MakePoller = static (rule, stats, seed, ledger) =>
                new Faulty.StalePoller(rule, stats, seed, ledger),
        };
        WorldRun run = WorldRun.Of(setting);
        string[] lines = run.Report.Split('\n');
        Assert.That(run.Fault, Is.Not.Null);
        Assert.That(lines[0], Is.EqualTo($"Seed {Seed}, turn {run.Turn}: {run.Fault!.Message}"));
        Assert.That(
            lines.Count(static l => l.StartsWith("  turn", StringComparison.Ordinal)),
            Is.EqualTo(50));
        Assert.That(lines[^1], Does.EndWith($"-- --seeds {Seed}"));
        Assert.That(WorldRun.Of(setting).Report, Is.EqualTo(run.Report));
    }

    [TestCase]
    [TestCase("--seeds")]
    [TestCase("--seeds", "x")]
    [TestCase("--seeds", "1..2..3")]
    [TestCase("--sides", "1")]
    public void Invalid_arguments_are_answered_with_the_usage(params string[] arguments)
    {
        var errors = new StringWriter();
        Assert.That(SeedProgram.Run(arguments, TextWriter.Null, errors), Is.EqualTo(2));
        Assert.That($"{errors}", Does.StartWith("Usage: "));
    }

    private static (int Exit, string Output) RunProgram(params string[] arguments)
    {
        string program = typeof(ReplayTests).Assembly.Location;
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using var process = Process.Start(new ProcessStartInfo(host, [program, .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.ExitInTime();
        return (process.ExitCode, output);
    }
}
