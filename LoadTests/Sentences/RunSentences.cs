namespace LoadTests.Sentences;

/// <summary>Lines that a run prints, the names of runners, and errors that end a run.</summary>
internal static class RunSentences
{
    public const string StoppedEarly =
        "Stopped early: the figures cover only the time until then.";

    public const string AlwaysBuiltIn = "comparisons and ladders always use it";

    public const string NotInBuild = "is not in this build";

    public const string BuiltIn = "built-in";

    /// <summary>A commit that the build did not record.</summary>
    public const string UnknownCommit = "unknown";

    /// <summary>After a commit whose sources were changed.</summary>
    public const string Modified = " (modified)";

    public const string LimitsOn = ", limits on";

    /// <summary>The reason that NBomber writes into its log.</summary>
    public const string NBomberStopped = "the run was stopped, or no connection is left";

    public const string NBomberLost = "a recipient did not receive the message in time";

    public const string LastMessages = "last messages";

    public const string WarmUp = "warm-up";

    public const string Arrivals = "arrivals";

    public static string BuiltInBecause(string why) => $"{BuiltIn} ({why})";

    public static string NBomber(string version, bool isDouble) =>
        $"NBomber {version}" + (isDouble ? " (double)" : "");

    public static string Runner(string name) => $"Runner: {name}";

    public static string Report(string path) => $"Report: {path}";

    public static string ScenarioEnded(string mark, string name, string settings) =>
        $"{mark} {name}: {settings}";

    public static string Phase(string scenario, string phase) => $"{scenario}: {phase}";

    public static string Arrived(int arrived, int clients) => $"{arrived:N0} of {clients:N0}";

    public static string Progress(string rate, string p99) => $"{rate}, p99 {p99}, ";

    public static string Errors(long count) => $"{count:N0} error{(count == 1 ? "" : "s")}";

    public static string Compared(
        int clients, string workload, string reactor, string threads) =>
        $"{clients:N0} clients, {workload}: {reactor}; threads: {threads}";

    public static string ComparedSide(string deliveries, string cpu, string p99, string reach) =>
        $"{deliveries} deliveries/s, {cpu} of CPU each, p99 {p99}, reach {reach}";

    public static string LadderStep(
        string mark,
        string load,
        string p99,
        double? deliveries,
        long lost,
        string? example) =>
        $"{mark} {load}: p99 {p99}, "
        + $"{deliveries:N0} deliveries/s, {lost:N0} lost"
        + (example is null ? "" : $"; {example}");

    public static string NBomberFailed(string runner, string scenario, string fault) =>
        $"{runner} could not run {scenario}: {fault} Use --runner builtin.";

    public static string TooFewDescriptors(int clients, int? most) =>
        $"{clients} clients need more file descriptors than a process may open here: there are "
        + $"enough for {most} clients. Raise the limit with 'ulimit -n', or lower --clients.";

    public static string ServerNotStarted(string output) =>
        $"The server did not start. It printed:\n{output}";

    public static string ReportNotWritten(string fault) =>
        $"The report could not be written: {fault} Run again with --reports FOLDER.";

    public static string CannotListen(string address, string fault) =>
        $"Cannot listen on {address}: {fault}";
}
