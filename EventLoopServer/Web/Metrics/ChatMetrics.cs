using EventLoopServer.Observability;
using Protocol.Messages;

namespace EventLoopServer.Web.Metrics;

/// <summary>Members, rooms, requests and deliveries.</summary>
internal static class ChatMetrics
{
    private static readonly (RequestVerb Verb, string Name)[] s_verbs =
        [.. Enum.GetValues<RequestVerb>().Select(static v => (v, $"{v}".ToLowerInvariant()))];

    private static readonly RefusalCode[] s_codes = Enum.GetValues<RefusalCode>();

    public static void Write(MetricsText text, MetricsSources sources)
    {
        ServerStats stats = sources.Loop.Stats;
        text.Gauge("tcpchat_members", "Clients with a name.", sources.Directory.People);
        text.Gauge("tcpchat_rooms", "Rooms.", sources.Directory.Rooms.Count);
        text.Counter(
            "tcpchat_requests_total",
            "Requests by verb; invalid ones could not be decoded, others have no known verb.",
            "verb",
            Requests(stats));
        text.Counter(
            "tcpchat_refusals_total",
            "Refused requests.",
            "code",
            s_codes.Select(c => ($"{c}", (double)stats.RefusalsBy[(int)c])));
        text.Counter(
            "tcpchat_password_faults_total",
            "Passwords of accounts that could not be hashed or compared.",
            stats.PasswordFaults);
        text.Gauge(
            "tcpchat_password_fallback",
            "1 when new passwords are hashed with PBKDF2, because Argon2id does not work.",
            stats.UsesPasswordFallback ? 1 : 0);
        text.Counter(
            "tcpchat_deliveries_total",
            "Events of rooms times the members that each was sent to.",
            sources.FanOut.Deliveries);
    }

    private static IEnumerable<(string Verb, double Count)> Requests(ServerStats stats)
    {
        long known = 0;
        foreach ((RequestVerb verb, string name) in s_verbs)
        {
            known += stats.RequestsBy[(byte)verb];
            yield return (name, stats.RequestsBy[(byte)verb]);
        }

        yield return ("other", stats.RequestsBy.Sum() - known);
        yield return ("invalid", stats.InvalidRequests);
    }
}
