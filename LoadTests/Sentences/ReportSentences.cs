namespace LoadTests.Sentences;

/// <summary>Captions and sentences of a report: its page, Markdown and summary.</summary>
internal static class ReportSentences
{
    public const string PageHeading = "TcpChat load test ";

    public const string Passed = "passed";

    public const string Failed = "failed";

    public const string Held = "held";

    public const string ScenariosHeading = "Scenarios";

    public const string GlossaryHeading = "Glossary";

    public const string CapacityHeading = "Capacity of this machine";

    public const string CapacityLabel = "capacity of this machine: ";

    public const string NoStepHeld = "No step held.";

    public const string NotRepeated = ", held once and not repeated";

    public const string HeldAgain = " The load was repeated and held again.";

    public const string Again = " again";

    public const string Note = "note";

    public const string Result = "result";

    public const string Started = "started";

    public const string Runner = "runner";

    public const string Machine = "machine";

    public const string Cores = "cores";

    public const string DotNet = ".NET";

    public const string Commit = "commit";

    public const string LatencyHead = "latency";

    public const string DeliveriesHead = "deliveries/s";

    public const string CpuPerDeliveryHead = "CPU/delivery";

    public const string P50Head = "p50";

    public const string P99Head = "p99";

    public const string ThreadsHead = "threads";

    public const string MemoryPerClientHead = "memory/client";

    public const string ReachHead = "reach";

    public const string AlsoAvailable = "Also available as ";

    public const string CsvOfScenarios = "CSV of the scenarios";

    public const string CsvOfSeconds = "CSV of each second";

    public const string CsvOfComparison = "CSV of the comparison";

    public const string CsvOfLadder = "CSV of the ladder";

    public const string NoMessages = "no messages";

    public const string Footer =
        "A latency is the time from when a message was due until it was received, in microseconds "
        + "(µs), milliseconds (ms) or seconds (s). 100 % CPU is one core. The glossary above "
        + "explains the terms.";

    public const string OneReactor = "one reactor";

    public const string ThreadPerClient = "a thread per client";

    public const string AsFastAsPossible = "as fast as possible";

    public const string SameRate = "at the same rate";

    public const string OneSlowReader = "one slow reader";

    public static IReadOnlyList<string> PageScenarioHeads { get; } =
    [
        "scenario", "", "connections", "sent/s", "received/s", "reach", "p50", "p99", "max",
        "errors", "server CPU", "generator CPU",
    ];

    public static IReadOnlyList<string> MarkdownScenarioHeads { get; } =
    [
        "scenario", "result", "connections", "offered/s", "sent/s", "received/s", "reach", "p50",
        "p99", "max", "errors", "server CPU", "generator CPU",
    ];

    /// <summary>
    /// The heads of the columns. The last column, for a note, has a head in Markdown only.
    /// </summary>
    public static IReadOnlyList<string> ComparisonHeads { get; } =
    [
        "load", "clients", "server", DeliveriesHead, CpuPerDeliveryHead, P50Head, P99Head,
        ThreadsHead, MemoryPerClientHead, ReachHead,
    ];

    public static IReadOnlyList<string> StepHeads { get; } =
        ["p99", "lost", "deliveries/s", "server CPU", "generator CPU"];

    public static IReadOnlyList<string> CountHeads { get; } =
    [
        "connections", "measured", "offered/s", "sent/s", "sent", "expected", "received",
        "received/s", "reach",
    ];

    public static IReadOnlyList<string> LatencyHeads { get; } =
        ["min", "avg", "p50", "p90", "p95", "p99", "p99.9", "max"];

    public static IReadOnlyList<string> RoundHeads { get; } =
        ["round", "p99", "p99 of the control run"];

    public static IReadOnlyList<string> HostileHeads { get; } =
        ["hostile kind", "connections", "in honest rooms", "ended", "outcomes"];

    public static IReadOnlyList<string> ErrorHeads { get; } = ["error", "count"];

    public static IReadOnlyList<string> CostHeads { get; } =
    [
        "cost", "CPU", "of a core", "CPU/delivery", "memory", "memory/client", "threads",
        "gc 0 / 1 / 2", "allocated", "allocated/message",
    ];

    public static string PageTitle(string time) => $"TcpChat load test, {time}";

    public static string MarkdownTitle(bool hasPassed) =>
        $"# TcpChat load test: {(hasPassed ? Passed : Failed)}";

    public static string Against(string first, string second) => $"{first} against {second}";

    public static string SideBySide(string first, string second) =>
        $"Side by side: {first}, {second}";

    public static string SameLoads(string rounds) =>
        $"The same loads on both, in alternating runs; {rounds}. Each pair of bars has its own "
        + "scale.";

    public static string Rounds(int n) => n == 1 ? "one round" : $"medians of {n} rounds";

    public static string Objective(string objective) => $"Objective: {objective}.";

    public static string Capacity(string headline) => $"Capacity: {headline}";

    public static string WorkloadOf(string workload, string clients) =>
        $"{workload}, {clients} clients";

    public static string Build(string version, string commit) =>
        $".NET {version}, commit {commit}";

    public static string MachineOf(string machine, string cores) => $"{machine}, {cores} cores";

    public static string ErrorOf(string kind, string count) => $"error {kind}: {count}";

    public static string MeasuredLatencies(string count) => $"{count} measured";

    public static string Seconds(string seconds) => $"{seconds} s";
}
