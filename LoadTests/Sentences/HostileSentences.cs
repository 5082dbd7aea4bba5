namespace LoadTests.Sentences;

/// <summary>Outcomes of hostile connections, in a few words.</summary>
internal static class HostileSentences
{
    /// <summary>The server closed the connection without a text that can be recognised.</summary>
    public const string Closed = "closed";

    /// <summary>The server reset the connection without a text that can be recognised.</summary>
    public const string Reset = "reset";

    /// <summary>The hostile client closed the connection.</summary>
    public const string Left = "left";

    public const string ConnectFailed = "connect failed";

    public const string NoneEnded = "none ended";

    public static string Http(string status) => $"HTTP {status}";

    public static string TlsAlert(byte alert) => $"TLS alert {alert}";

    /// <summary>The number of connections, and of those in honest rooms.</summary>
    public static string Connections(string connections, string? inHonestRooms) =>
        $"{connections} connections"
        + (inHonestRooms is null ? "" : $", {inHonestRooms} of them in honest rooms");

    public static string Outcome(string outcome, string count) => $"{outcome} {count}";
}
