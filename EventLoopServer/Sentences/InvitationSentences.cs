namespace EventLoopServer.Sentences;

/// <summary>Answers to the commands for invitations.</summary>
internal static class InvitationSentences
{
    public const string CheckedLater =
        "Many wrong codes were given from your address: yours is checked in a few seconds.";

    public const string None = "No invitation is open. Make one with /invite [USES] [for TIME].";

    /// <summary>A hint after a new invitation that nobody needs.</summary>
    public const string NotNeeded =
        "At the moment every user may create an account without a code: see --registration.";

    /// <summary>A hint after a new invitation that is not accepted.</summary>
    public const string NotTaken =
        "At the moment no user can create an account, not even with a code: see --registration.";

    /// <summary>The answer that has the code.</summary>
    public static string Made(string id, int uses, string until, string code) =>
        $"Invitation {id} for {Accounts(uses)}, until {until}. Its user chooses a name and then "
        + $"types: /register PASSWORD {code}";

    public static string BadUses(string word, int most) =>
        $"'{word}' is not a number of accounts from 1 to {most}. Type /invite 5 for 7d, such as "
        + "for 5 accounts in 7 days.";

    public static string TooLong(int days) => $"An invitation lasts at most {days} days.";

    public static string Count(int invitations) =>
        invitations == 1 ? "1 open invitation:" : $"{invitations} open invitations:";

    /// <summary>An invitation in the list.</summary>
    public static string Entry(string id, int left, int uses, string until, string by) =>
        $"  {id}: {left} of {uses} left, until {until}, by {by}";

    public static string NoSubcommand(string word) =>
        $"'{word}' is not a subcommand: /invites, or /invites revoke ID.";

    public static string NoInvitation(string id) => $"There is no open invitation '{id}'.";

    public static string Revoked(string id) =>
        $"The invitation {id} is revoked. Accounts that were created with it stay.";

    internal static string Accounts(int uses) => uses == 1 ? "1 account" : $"{uses} accounts";
}
