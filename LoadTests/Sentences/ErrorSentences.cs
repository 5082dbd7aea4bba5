namespace LoadTests.Sentences;

/// <summary>Examples of errors: what a client received, or why it ended.</summary>
internal static class ErrorSentences
{
    public const string Unsent = "a message that no client sent";

    public const string IgnoredElsewhere = "a message of an ignored client in the wrong room";

    public const string NoPage = "a reader received no page";

    public const string NoFile = "no file was sent and fetched";

    public const string OtherFile = "a file that was fetched differs from the one that was sent";

    public const string NotRestarted = "the server was not killed and started again";

    public const string NoAnswer = "no answer in time";

    public const string ClosedByServer = "closed by the server";

    public const string Malformed = "the server sent bytes that cannot be decoded";

    public const string NoDescriptor = "no file descriptor is left; 'ulimit -n' raises the limit";

    public const string NoLocalPort = "no local port is left for another connection";

    public static string Message(int number, int sender, string recipients) =>
        $"number {number} of sender {sender} to {recipients}";

    public static string UnderOtherName(string message) => $"{message} under another's name";

    public static string IgnoredOutOfOrder(ulong sequence) =>
        $"a message of an ignored client out of order: {sequence}";

    public static string CameAfter(string message, int last) => $"{message} came after {last}";

    public static string OtherPlace(string message, ulong sequence) =>
        $"{message} with a wrong sequence number: {sequence}";

    public static string OtherJournal(string room, ulong sequence) =>
        $"two members of {room} show different messages from number {sequence} on";

    public static string Late(double seconds) =>
        $"not all clients continued within {seconds} s after the restart";

    public static string Missed(string recipients) =>
        $"a member of {recipients} did not receive a message";

    public static string OtherLine(ulong line, ulong expected) =>
        $"line {line} in a page where {expected} was expected";

    public static string ShortPage(ulong before, ulong last) =>
        $"a page before {before} ended with line {last}";

    public static string CannotConnect(string fault) => $"cannot connect: {fault}";

    public static string ServerEnded(int exitCode, string? lastLine) =>
        $"with exit code {exitCode}"
        + (lastLine is null ? "" : $"; its last line was: {lastLine}");
}
