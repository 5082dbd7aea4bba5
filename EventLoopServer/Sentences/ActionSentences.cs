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

    /// <summary>The purpose of a wrong password. The name may be a password by mistake.</summary>
    public const string ForNoAccount = "for a name without an account";

    public const string Registered = "created an account";

    public const string GaveUp = "gave up the account";

    public const string ChangedPassword = "changed the password";

    /// <summary>The purpose of a wrong code.</summary>
    public const string ForInvitation = "for an invitation";

    public const string Nameless = "a client without a name";

    /// <summary>The purpose of a wrong password.</summary>
    public static string ForAccount(string name) => $"for the account {name}";

    public static string AddedAccount(string name) => $"added the account {name}";

    public static string ResetAccount(string name) => $"reset the password of {name}";

    public static string ReleasedAccount(string name) => $"released the account {name}";

    public static string GaveRole(string name, string role) => $"gave {name} the role {role}";

    public static string RegisteredWith(string id, string by) =>
        $"created an account with the invitation {id} of {by}";

    public static string Invited(string id, int uses, string until) =>
        $"made the invitation {id} for {InvitationSentences.Accounts(uses)} until {until}";

    public static string RevokedInvitation(string id) => $"revoked the invitation {id}";

    public static string SetKeep(string room, TimeSpan time) =>
        $"set the retention time of the room '{room}' to {StoreSentences.Span(time)}";

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
