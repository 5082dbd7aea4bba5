namespace LoadTests.Sentences;

/// <summary>Titles, legends and tips of charts.</summary>
internal static class ChartSentences
{
    public const string Distribution = "Latency: distribution";

    public const string LatencyAxis = "latency";

    public const string LatencyOverTime = "Latency over time";

    public const string OfferedAndSent = "Messages: offered and sent";

    public const string ConnectionsAndErrors = "Connections and errors";

    public const string Throughput = "Throughput";

    public const string Cpu = "CPU (100 % is one core)";

    public const string ServerMemory = "Server memory";

    public const string Ladder = "p99 while the load grows";

    public const string Deliveries = "Deliveries per second (longer is better)";

    public const string CpuPerDelivery = "Server CPU per delivery (shorter is better)";

    public const string P50 = "Latency p50 (shorter is better)";

    public const string P99 = "Latency p99 (shorter is better)";

    public const string Threads = "Threads (shorter is better)";

    public const string MemoryPerClient = "Memory per client (shorter is better)";

    public const string SecondsAxis = "seconds";

    public const string SentLine = "sent/s";

    public const string OfferedLine = "offered/s";

    public const string ReceivedLine = "received/s";

    public const string ConnectionsLine = "connections";

    public const string NoErrorsLine = "errors/s (none)";

    public const string ServerLine = "server";

    public const string GeneratorLine = "load generator";

    public const string MemoryLine = "working set";

    public static string SentLineUpTo(string most) => $"sent/s (at most {most})";

    public static string ErrorsLine(string most) => $"errors/s (at most {most})";

    public static string ShareTip(string low, string high, string share) =>
        $"{low} to {high}: {share}";

    public static string Percentile(string name, string time) => $"{name} {time}";

    public static string LatencyTip(string p50, string p99) => $"p50 {p50}, p99 {p99}";

    public static string OfferedTip(string offered, string sent) =>
        $"offered {offered}, sent {sent}";

    public static string ConnectionsTip(string connections, string errors) =>
        $"{connections} connections, {errors} errors";

    public static string ThroughputTip(string received, string sent) =>
        $"received {received}, sent {sent}";

    public static string CpuTip(string server, string generator, string memory) =>
        $"server {server}, load generator {generator}, server memory {memory}";

    public static string Tip(string second, string text) => $"{second} s: {text}";

    public static string ObjectiveLine(string limit) => $"objective {limit}";

    public static string LoadOf(string load, string unit) => $"{load} {unit}";

    public static string LadderTip(string load, string unit, string p99, string lost) =>
        $"{load} {unit}: p99 {p99}, lost {lost}";

    public static string PartlyReceived(double percent) => $", {percent:0} % received";

    public static string Run(
        string machine, string version, string commit, string runner, string rounds) =>
        $"{machine}, .NET {version}, commit {commit}, {runner}, {rounds}";
}
