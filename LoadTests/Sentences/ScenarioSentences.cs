namespace LoadTests.Sentences;

/// <summary>Descriptions of scenarios, and their settings and remarks in a report.</summary>
internal static class ScenarioSentences
{
    public const string EchoOfLibrary =
        "One client, SimpleClient's library, sends a message and waits until it comes back.";

    public const string Echo =
        "One client sends a message and waits until a second one has received it.";

    public const string PrivateMessages =
        "Each client sends private messages to one other client. No third client may get them.";

    public const string NothingMeasured = "nothing was measured";

    public const string Clients = "clients";

    public const string MessagesPerSecond = "messages/s";

    /// <summary>At the end of the settings of a run that was stopped.</summary>
    public const string EndedEarly = ", ended early";

    public static string RoomFanOut(int clients, int senders) =>
        $"One room of {clients:N0} clients; {senders} of them send, and all receive.";

    public static string EveryoneTalks(int clients) =>
        $"One room in which all {clients:N0} clients send in turn.";

    public static string ManyRooms(int size) =>
        $"Rooms of {size} in which all clients send in turn.";

    public static string ThreeRooms(int rooms, int size) =>
        $"Each client is in {rooms} rooms of about {size} and sends to each in turn.";

    public static string IdleCrowd(int silent, int senders) =>
        $"{silent:N0} clients are silent and receive nothing; {senders} send in a room of their "
        + "own.";

    public static string LobbyTalk(int senders) =>
        $"All clients are in the lobby; {senders} send.";

    public static string SlowReader(int clients, int slow) =>
        $"One room of {clients:N0} clients; {slow:N0} of them {(slow == 1 ? "stops" : "stop")} "
        + "reading. The others must receive everything in time.";

    public static string Flood(int size) =>
        $"Clients send in rooms of {size}, while one client floods a room of its own without a "
        + "pause.";

    public static string Churn(int size, int messages) =>
        $"Clients send in rooms of {size}, while visitors connect, send {messages} messages and "
        + "quit.";

    public static string Soak(int size) =>
        $"Clients send in rooms of {size}, and visitors connect and quit. The server's memory "
        + "must not grow.";

    public static string ArrivalStorm(int clients, int size) =>
        $"All {clients:N0} clients connect at the same time, and the time until each is logged in "
        + $"is measured. Then they send in rooms of {size}.";

    public static string Hostile(int size, int connections, int kinds) =>
        $"Clients send in rooms of {size} beside {connections} connections of {kinds} hostile "
        + "kinds, some in the same rooms. The p99 is compared with that of a control run without "
        + "hostile connections.";

    public static string HistoryReading(
        int senders, int clients, int readers, int requests, int pageLines, int lines) =>
        $"One room in which {senders} of {clients:N0} clients send, beside {readers} readers: each "
        + $"sends {requests} requests per second, pages of {pageLines} lines and searches, in "
        + $"{lines:N0} stored lines. The p99 is compared with that of a control run without "
        + "readers.";

    public static string ReaderRemark(int readers, long pages, long searches, string longest) =>
        $"{readers} readers, {pages:N0} pages, {searches:N0} searches, longest answer {longest}";

    public static string FileSharing(int senders, int clients, int transfers, int kibPerSecond) =>
        $"One room in which {senders} of {clients:N0} clients send, beside {transfers} other "
        + "clients, each of which shares a file, fetches it and begins again, at "
        + $"{kibPerSecond} KiB/s. The p99 is compared with that of a control run without files.";

    public static string FilesRemark(int transfers, long files, string bytes) =>
        $"{transfers} transfers at a time, {files:N0} files sent and fetched, {bytes}";

    public static string BrokenLines(int size) =>
        $"Clients send in rooms of {size} behind a proxy that cuts, resets and stalls their "
        + "connections at random. In the middle the server is killed and starts again. All of them "
        + "must show every message once and in the same order.";

    public static string Comeback(int clients, int size, double seconds) =>
        $"Clients send in rooms of {size}. In the middle the server is killed and starts again: "
        + $"all {clients:N0} must continue their sessions within {seconds} s. The latency leaves "
        + "out the time in which clients were missing.";

    public static string BreaksRemark(string breaks, int resumed, int seed) =>
        $"{breaks}, {resumed:N0} sessions continued, seed {seed}";

    public static string Breaks(string kind, int count) => $"{kind} {count:N0}";

    public static string CrashRemark(string back, string all) =>
        $"the server was back {back} after the kill, and all clients {all} after that";

    public static string AndCrash(string remark) => $"; {remark}";

    public static string CrashRemarkUnfinished(int resumed, int clients) =>
        $"{resumed:N0} of {clients:N0} clients continued after the restart";

    public static string NeedsItsServer(string scenario) =>
        $"The scenario {scenario} kills its server, so it cannot be used with --target.";

    public static string Visits(int count) => $"{count:N0} visit{(count == 1 ? "" : "s")}";

    public static string StoppedReading(int count) => $"{count} stopped reading";

    public static string HostileRemark(int connections, int seed, string received) =>
        $"{connections} hostile, seed {seed}, {received} of their messages received";

    public static string Settings(
        int clients, string pace, string dialects, int bytes, string time, string? remark) =>
        $"{clients:N0} client{(clients == 1 ? "" : "s")}, {pace}, {dialects}, {bytes} bytes, "
        + time + (remark is null ? "" : $"; {remark}");

    public static string Measured(double seconds, double warmUpSeconds, bool isEarly) =>
        $"{seconds:0.#} s after {warmUpSeconds:0.#} s{(isEarly ? EndedEarly : "")}";

    public static string ClosedLoop(string load) => $"closed loop, {load}";

    public static string OpenLoop(string load) => $"open loop, {load}";

    /// <summary>The unit of a load in a closed loop.</summary>
    public static string Senders(double count) => count == 1 ? "sender" : "senders";

    public static string LoadTo(string shape, double load, string unit) =>
        $"{shape} to {load:0.#} {unit}";

    public static string LadderSettings(string scenario, string load, double seconds) =>
        $"{scenario}, {load}, {seconds:0.#} s each";

    public static string RateOf(double rate) => $"{rate} {MessagesPerSecond}";

    public static string ClientsOf(int clients) => $"{clients:N0} {Clients}";
}
