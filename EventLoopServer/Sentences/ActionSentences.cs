namespace EventLoopServer.Sentences;

/// <summary>What an operator did, as the log says it behind the operator's name.</summary>
internal static class ActionSentences
{
    public const string BecameOperator = "became an operator";

    public const string StoppedServer = "stopped the server";

    /// <summary>What a wrong password was for.</summary>
    public const string ToComeIn = "for the server";

    /// <summary>What a wrong password was for.</summary>
    public const string ToBeOperator = "for operators";

    public const string Nameless = "a client without a name";

    /// <summary>Somebody with their address.</summary>
    public static string Label(string name, string address) => $"{name} ({address})";

    public static string Announced(string text) => $"announced: {text}";

    public static string Kicked(string label, string because) => $"kicked {label}{because}";

    public static string Banned(string subject, string until, string because) =>
        $"banned {subject}{until}{because}";

    public static string Unbanned(string subject) => $"unbanned {subject}";

    public static string Muted(string label, string until) => $"muted {label}{until}";

    public static string Unmuted(string label) => $"unmuted {label}";
}
