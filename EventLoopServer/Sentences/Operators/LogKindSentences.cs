namespace EventLoopServer.Sentences.Operators;

/// <summary>The kinds of omitted log lines, and the reasons of failed TLS handshakes.</summary>
internal static class LogKindSentences
{
    public const string Connected = "connected";

    public const string Named = "named";

    public const string Closed = "closed";

    public const string ClosedWithLoss = "closed with loss";

    public const string RejectedProtocols = "rejected protocols";

    public const string RejectedConnections = "rejected connections";

    public const string FailedAtAccept = "failed at accept";

    public const string WrongPassword = "wrong password";

    public const string IgnoredSignal = "ignored signal";

    public const string TlsSilentRecords = "too many of its records have no text";

    public const string TlsBadLength = "a message has an impossible length";

    public const string TlsLongRecord = "a record is too long";

    public const string TlsWrongPlace = "a record or message came out of order";
}
