namespace LoadTests.Sentences;

/// <summary>Labels and values of the summary of a scenario on a terminal.</summary>
internal static class SummarySentences
{
    public const string Connections = "connections";

    public const string Sent = "sent";

    public const string Received = "received";

    public const string Reach = "reach";

    public const string Errors = "errors";

    public const string NoErrors = "none";

    public const string P99ByRound = "p99 by round";

    public const string ServerCpu = "server CPU";

    public const string GeneratorCpu = "generator CPU";

    public const string Server = "server";

    public const string Generator = "generator";

    public const string LoadGenerator = "load generator";

    public static string Offered(string rate) => $", offered {rate}";

    public static string OfExpected(string received, string expected) =>
        $" ({received} of {expected})";

    public static string ControlRun(string p99, string control) =>
        $"{p99} (control run {control})";

    public static string ServerUsage(
        string memory, string threads, string collections, string allocated, string perMessage) =>
        $"{memory}, {threads} threads, collections {collections}, {allocated} allocated "
        + $"({perMessage} per message)";

    public static string PerConnection(string memory) => $", {memory} per connection";

    public static string LatencyOf(string deliveries) => $"  latency of {deliveries} deliveries";

    public static string Counted(string count, string rate) => $"{count} ({rate})";

    public static string CpuTime(string seconds, string percent) =>
        $"{seconds} s ({percent} of a core)";
}
