using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace LoadTests.Micro;

/// <summary><c>--micro</c>: measures costs that are too small for a load test.</summary>
internal static class MicroBenchmarks
{
    private const int Warmups = 3;
    private const int Iterations = 10;

    /// <summary>
    /// Runs all benchmarks, which takes some tens of seconds, and prints a table.
    /// </summary>
    /// <param name="folder">The folder for the table and the log.</param>
    public static int Run(string folder)
    {
        // Runs in this process. By default, BenchmarkDotNet builds a project for each benchmark,
        // which needs a package feed and a minute. These benchmarks share no state, so they need no
        // separate processes.
        Job job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(Warmups)
            .WithIterationCount(Iterations);
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddExporter(MarkdownExporter.GitHub)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.GetFullPath(folder));
        Summary summary = BenchmarkRunner.Run<TurnBenchmarks>(config);
        bool isWhole = !summary.HasCriticalValidationErrors
            && summary.Reports.All(static r => r.Success);
        return isWhole
            ? EventLoopServer.Hosting.ServerExitCode.Done : EventLoopServer.Hosting.ServerExitCode
                .Failed;
    }
}
