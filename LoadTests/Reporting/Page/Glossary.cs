using System.Xml.Linq;

namespace LoadTests.Reporting.Page;

/// <summary>Explains the terms of the page.</summary>
internal static class Glossary
{
    private static readonly (string Word, string Meaning)[] s_words =
    [
        ("reach", "The received share of the expected deliveries. At 100 %, each message reached "
            + "all of its recipients."),
        ("delivery", "A message as one client receives it: one message in a room of 100 makes 100 "
            + "deliveries."),
        ("open loop", "Messages are sent at a given rate, whether or not earlier ones arrived. "
            + "A slow server shows as a high latency, not as a lower rate."),
        ("closed loop", "Each sender sends its next message when all recipients have the last one. "
            + "It shows the highest rate of a server, and there is no offered rate."),
        ("offered, sent", "Messages per second that were due, and that were sent. If fewer were "
            + "sent, the load generator was the limit."),
        ("latency", "The time from when a message was due until a client received it. It includes "
            + "the delay of a message that was sent late."),
        ("p50, p99", "The time that 50 % or 99 % of the latencies did not exceed."),
        ("warm-up", "Load before the measurement, while the runtime compiles the code."),
        ("generator saturated", "The load generator sent messages late, or too few. The figures "
            + "then show its limit, not that of the server."),
        ("modified", "The sources differed from the commit when the program was built."),
    ];

    public static XElement Draw() => new(
        "section",
        new XAttribute("id", "glossary"),
        new XElement("h2", "Glossary"),
        Formatting.Html.Classed("dl", "glossary", s_words.Select(static w => new XElement(
            "div", new XElement("dt", w.Word), new XElement("dd", w.Meaning)))));
}
