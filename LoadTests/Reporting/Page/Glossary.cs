using System.Xml.Linq;

namespace LoadTests.Reporting.Page;

/// <summary>What the page's words mean.</summary>
internal static class Glossary
{
    private static readonly (string Word, string Meaning)[] s_words =
    [
        ("reach", "Received deliveries of expected ones. At 100 % each message reached exactly the "
            + "clients that it was for, once and in order."),
        ("delivery", "A message as one client receives it: one message in a room of 100 makes 100 "
            + "deliveries."),
        ("open loop", "Messages are due at their time, whether or not earlier ones have arrived. A "
            + "slow server then shows as a high latency and not as a lower rate."),
        ("closed loop", "Each speaker sends the next message when all have received the last one. "
            + "It shows how much a server can do, and no rate is offered."),
        ("offered, sent", "Messages a second that were due, and that were sent. Where fewer were "
            + "sent, the load generator was the limit."),
        ("latency", "From the moment at which a message was due until a client received it; the "
            + "wait of a late message is part of it."),
        ("p50, p99", "What 50 % or 99 % of the latencies did not exceed."),
        ("warm-up", "Runs before the measurement and is not part of it: code is compiled then."),
        ("generator saturated", "The load generator sent late or less than was due. The figures "
            + "are then its own and not those of the server."),
        ("modified", "Beside a commit: sources differed from it when the program was built."),
    ];

    public static XElement Draw() => new(
        "section",
        new XAttribute("id", "glossary"),
        new XElement("h2", "Glossary"),
        Formatting.Html.Classed("dl", "glossary", s_words.Select(static w => new XElement(
            "div", new XElement("dt", w.Word), new XElement("dd", w.Meaning)))));
}
