namespace EventLoopServer.Sentences.Operators;

/// <summary>The lines that are printed when the server listens.</summary>
internal static class BannerSentences
{
    /// <summary>The beginning of each line with an address: programs search for it.</summary>
    public const string ListeningOn = "Listening on ";

    public const string TlsOnly = ", with TLS only";

    public const string AlsoTls = ", also with TLS";

    public static string ListeningFor(string address, string programs) =>
        $"{ListeningOn}{address} for clients of {programs}";

    public const string NotKept =
        "Messages are not kept: they are gone when the server stops (--store off).";

    public static string Kept(string folder, TimeSpan time) =>
        $"Messages are kept for {Sentences.StoreSentences.Span(time)} in {folder}. "
        + "--store off keeps none.";

    public static string Listening(string address, string dialects) =>
        $"{ListeningOn}{address} ({dialects})";

    public static string Join(string command) => $"  join: {command}";

    public static string Or(string command) => $"   or: {command}";

    public static string Certificate(string fingerprint) =>
        $"TLS certificate, SHA-256 fingerprint {fingerprint}";

    public static string SelfSigned(string file) =>
        $"  self-signed: clients recognise it by this fingerprint. Kept in {file}";
}
