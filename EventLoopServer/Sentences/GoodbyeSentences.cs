namespace EventLoopServer.Sentences;

/// <summary>Goodbye texts for a client, and the reasons that other members see.</summary>
internal static class GoodbyeSentences
{
    public const string Quit = "Goodbye.";

    public const string ServerStops = "The server is stopping. Goodbye.";

    public const string Malformed = "The connection is closed. Goodbye.";

    public const string TooSlow = "Disconnected: your client reads too slowly. Connect again.";

    public const string TooLate = "Disconnected: you entered no name in time. Connect again.";

    public const string Flood =
        "Disconnected: you exceeded the rate limit for too long. Send more slowly.";

    public const string Silent =
        "Disconnected: your client was silent for too long. Connect again.";

    public const string Unfinished =
        "Disconnected: you began a message and did not finish it in time.";

    public const string OutOfBuffers =
        "Disconnected: the server is out of buffers. Try again later.";

    public const string Bug = "Disconnected: internal error in the server. Connect again.";

    public const string WrongPassword = "Goodbye.";

    public const string Banned = "Goodbye.";

    public const string TakenOver = "Disconnected: your session continues on another connection.";

    /// <summary>Other members see these after "bob left".</summary>
    public static ReadOnlySpan<byte> OthersLost => "connection lost"u8;

    public static ReadOnlySpan<byte> OthersTooSlow => "too slow"u8;

    public static ReadOnlySpan<byte> OthersFlood => "sent too fast"u8;

    public static ReadOnlySpan<byte> OthersKicked => "kicked"u8;

    public static ReadOnlySpan<byte> OthersBanned => "banned"u8;

    public static ReadOnlySpan<byte> OthersClosed => "closed by the server"u8;

    public static string QuitNamed(string name) => $"Goodbye, {name}.";
}
