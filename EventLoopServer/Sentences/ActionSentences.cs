namespace EventLoopServer.Sentences;

/// <summary>Actions of operators, which the log prints after the operator's name.</summary>
internal static class ActionSentences
{
    public const string BecameOperator = "became an operator";

    public const string StoppedServer = "stopped the server";

    /// <summary>The purpose of a wrong password.</summary>
    public const string ToComeIn = "for the server";

    /// <summary>The purpose of a wrong password.</summary>
    public const string ToBeOperator = "for operators";

    public const string Nameless = "a client without a name";

    /// <summary>A member with its address.</summary>
    public static string Label(string name, string address) => $"{name} ({address})";

    public static string Announced(string text) => $"announced: {text}";

    public static string Kicked(string label, string because) => $"kicked {label}{because}";

    public static string Banned(string subject, string until, string because) =>
        $"banned {subject}{until}{because}";

    public static string Unbanned(string subject) => $"unbanned {subject}";

    public static string Muted(string label, string until) => $"muted {label}{until}";

    public static string Unmuted(string label) => $"unmuted {label}";
}
