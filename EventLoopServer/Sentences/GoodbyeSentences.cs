namespace EventLoopServer.Sentences;

/// <summary>Goodbye texts for a client, and the reasons that other members see.</summary>
internal static class GoodbyeSentences
{
    public const string Quit = "Goodbye.";

    public const string ServerStops = "The server stops. Goodbye.";

    public const string Malformed = "Goodbye: the connection is closed.";

    public const string TooSlow = "You read too slowly and too much was waiting. Goodbye.";

    public const string TooLate = "You gave no name for too long. Goodbye.";

    public const string Flood =
        "You sent faster than may be for too long. Wait for answers in between. Goodbye.";

    public const string Silent = "Nothing was heard from you for too long. Goodbye.";

    public const string Unfinished = "You began a message and did not end it in time. Goodbye.";

    public const string OutOfBuffers = "The server is out of buffers. Try again later.";

    public const string Bug = "Something went wrong in the server. Connect again.";

    public const string WrongPassword = "Goodbye.";

    /// <summary>Other members see these after "bob left".</summary>
    public static ReadOnlySpan<byte> OthersLost => "connection lost"u8;

    public static ReadOnlySpan<byte> OthersTooSlow => "too slow"u8;

    public static ReadOnlySpan<byte> OthersFlood => "sent too fast"u8;

    public static ReadOnlySpan<byte> OthersKicked => "kicked"u8;

    public static ReadOnlySpan<byte> OthersBanned => "banned"u8;

    public static ReadOnlySpan<byte> OthersClosed => "closed by the server"u8;

    public static string QuitNamed(string name) => $"Goodbye, {name}.";
}
