namespace LoadTests.Sentences;

/// <summary>Thresholds, their measured values, and warnings about a run.</summary>
internal static class VerdictSentences
{
    public const string NoErrors = "no errors";

    public const string None = "none";

    public const string FullReach = "reach = 100 %";

    public const string AllHostileConnected = "every hostile kind connected";

    public const string NoDeliveries = "no deliveries";

    public const string NotMeasured = "not measured";

    public const string Holds = "holds";

    public const string CoresBusyWithGenerator =
        "All cores were busy, and the load generator used more CPU time than the server. "
        + "Latencies and rates include the generator. Lower --rate or --clients.";

    public const string CoresBusy =
        "All cores were busy: the server and the load generator waited for cores. Lower --rate or "
        + "--clients to measure the server alone.";

    public const string NotAllConnected = "not all clients could connect";

    public static string P99(double limitMs) => $"p99 ≤ {limitMs:0.#} ms";

    public static string FlatMemory(double growth) =>
        $"memory grows by ≤ {100 * growth:0} % and 16 MB";

    public static string Memory(double beforeMB, double afterMB) =>
        $"{beforeMB:0.0} MB to {afterMB:0.0} MB";

    public static string HostileKinds(int connected, int all) => $"{connected} of {all} kinds";

    public static string ErrorCount(long count, string kind) => $"{count:N0} {kind}";

    public static string PairedP99(double times, string least) =>
        $"p99 ≤ {times:0.#} x p99 of the control run (at least {least})";

    public static string PairedValues(string with, string without) =>
        $"{with}, control run {without}";

    public static string Objective(double limitMs) => $"p99 ≤ {limitMs:0} ms and nothing lost";

    public static string OfNBomber(string threshold) => $"NBomber: {threshold}";

    public static string FailedTimes(int count, string fault) => $"failed {count} times {fault}";

    public static string SentLate(string delay) =>
        $"Generator saturated: 1 % of the messages were sent more than {delay} late, and the "
        + "latencies include the delay. Lower --rate or --clients, or run the load tests on "
        + "another machine.";

    public static string SentTooFew(string sent, string due) =>
        $"Generator saturated: it sent {sent} of the {due} that were due. Lower --rate or "
        + "--clients, or run the load tests on another machine.";

    public static string TooShort(string values) =>
        $"The comparison was too short to be reliable: {values}. Repeat it with at least the "
        + "values in parentheses.";

    public static string SecondsMeasured(string seconds, double least) =>
        $"{seconds} s measured (--for {least}s)";

    public static string SecondsOfWarmUp(string seconds, double least) =>
        $"{seconds} s of warm-up (--warm-up {least}s)";

    public static string TooFewRounds(int rounds, int least) =>
        $"{rounds} round{(rounds == 1 ? "" : "s")} (--rounds {least})";
}
