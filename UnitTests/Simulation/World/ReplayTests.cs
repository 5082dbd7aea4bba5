using System.Diagnostics;

namespace UnitTests.Simulation.World;

/// <summary>A seed is all that is needed to see a run again, in this process or another.</summary>
internal sealed class ReplayTests
{
    private const int Seed = 5;

    [Test]
    public void A_seed_runs_the_same_every_time()
    {
        WorldRun first = WorldRun.Of(Seed);
        Assert.That(first.Events, Is.GreaterThan(100), "a world in which nothing happens");
        Assert.That(WorldRun.Of(Seed).Hash, Is.EqualTo(first.Hash));
        Assert.That(WorldRun.Of(Seed + 1).Hash, Is.Not.EqualTo(first.Hash));
    }

    [Test]
    public void A_seed_runs_the_same_in_another_process()
    {
        string line = $"seed {Seed}: ";
        string trace = $"trace {WorldRun.Of(Seed).Hash:X16}";
        (int exit, string output) = RunProgram("--seeds", $"{Seed}");
        Assert.That(output, Does.StartWith(line).And.Contains(trace));
        Assert.That(exit, Is.Zero);
    }

    [Test]
    public void A_failure_tells_how_to_see_it_again()
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
    public void Other_arguments_are_answered_with_how_to_use_it(params string[] arguments)
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
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
