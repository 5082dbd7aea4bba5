namespace LoadTests.Sentences;

/// <summary>The terms of a report.</summary>
internal static class GlossarySentences
{
    public const string ReachTerm = "reach";

    public const string Reach =
        "The received share of the expected deliveries. At 100 %, each message reached all of its "
        + "recipients.";

    public const string DeliveryTerm = "delivery";

    public const string Delivery =
        "A message as one client receives it: one message in a room of 100 makes 100 deliveries.";

    public const string OpenLoopTerm = "open loop";

    public const string OpenLoop =
        "Messages are sent at a given rate, whether or not earlier ones arrived. A slow server "
        + "shows as a high latency, not as a lower rate.";

    public const string ClosedLoopTerm = "closed loop";

    public const string ClosedLoop =
        "Each sender sends its next message when all recipients have the last one. It shows the "
        + "highest rate of a server, and there is no offered rate.";

    public const string OfferedAndSentTerm = "offered, sent";

    public const string OfferedAndSent =
        "Messages per second that were due, and that were sent. If fewer were sent, the load "
        + "generator was the limit.";

    public const string LatencyTerm = "latency";

    public const string Latency =
        "The time from when a message was due until a client received it. It includes the delay "
        + "of a message that was sent late.";

    public const string PercentileTerm = "p50, p99";

    public const string Percentile =
        "The time that 50 % or 99 % of the latencies did not exceed.";

    public const string WarmUpTerm = "warm-up";

    public const string WarmUp =
        "Load before the measurement, while the runtime compiles the code.";

    public const string GeneratorSaturatedTerm = "generator saturated";

    public const string GeneratorSaturated =
        "The load generator sent messages late, or too few. The figures then show its limit, not "
        + "that of the server.";

    public const string ModifiedTerm = "modified";

    public const string Modified =
        "The sources differed from the commit when the program was built.";
}
