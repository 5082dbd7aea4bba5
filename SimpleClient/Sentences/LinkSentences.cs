namespace SimpleClient.Sentences;

/// <summary>Reasons why there is no connection, or why it ended.</summary>
internal static class LinkSentences
{
    public const string ServerGone = "The server closed the connection.";

    public const string ClosedHere = "The connection was closed on this side.";

    public const string Malformed = "The server sent something that this client can't read.";

    public const string HostEmpty = "The host is empty: give a name or an address.";

    public const string Message = "a message";

    public const string AnyText = "a text";

    public const string RoomName = "a room name";

    public const string Name = "a name";

    public const string LongerList = "a longer list";

    public const string NameInList = "a name in a list";

    public const string TopicInList = "a topic in a list";

    public const string MoreRooms = "more rooms";

    /// <summary>The server sent more than its limit.</summary>
    public static string OverLimit(string what, string most) =>
        $"The server sent {what}, where the limit is {most}. Disconnected to protect this "
        + "computer. Report this to the server's operator.";

    public static string Frame(string bytes) => $"a frame of {bytes} bytes";

    public static string Field(string what, string bytes) => $"{what} of {bytes} bytes";

    public static string Entries(string most) => $"{most} entries";

    public static string Unanswered(string time) =>
        $"The server did not answer within {time}.";

    public const string SessionLost =
        "The connection was lost, and the server does not know your session any more.";

    public const string PrivateLinesMissing =
        "Some private messages that you missed are not available any more.";

    public static string LinesMissing(string room) =>
        $"Some messages that you missed in '{room}' are not available any more.";

    public static string NotTaken(string time) =>
        $"The server did not take a request within {time}.";

    public static string NobodyAnswered(string address, string time) =>
        $"No chat server answered on {address} within {time}.";

    public static string Seconds(TimeSpan time) =>
        time == TimeSpan.FromSeconds(1) ? "1 second" : $"{time.TotalSeconds:0.###} seconds";

    public static string PortAlone(string host) =>
        $"'{host}' is not a host. Give a port alone with --port {host}.";

    public static string NoHost(string host) =>
        $"'{host}' is not a host: write a name (chat.example), an IPv4 address (192.0.2.1) or an "
        + "IPv6 address (2001:db8::1), with :PORT or --port PORT behind it.";

    public static string Refused(string address) =>
        $"No server listens on {address}. Is it running?";

    public static string UnknownHost(string host) => $"There is no host named '{host}'.";

    public static string TimedOut(string address) => $"There is no answer from {address}.";

    public static string Unreachable(string address, string error) =>
        $"There is no route to {address}: {error}.";

    public static string OtherVersion(string theirs, string ours) =>
        $"The server speaks version {theirs} of the protocol, and this client version {ours}.";

    public static string NoChatServer(string address) =>
        $"The server on {address} is not a chat server that this client supports.";

    public static string NoTls(string address) =>
        $"The server on {address} does not speak TLS with this client. Is TLS switched on there?";

    public static string BeforeTls(string address, string sentence) =>
        $"{address} answered before TLS: {sentence}";
}
