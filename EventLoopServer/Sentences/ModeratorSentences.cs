namespace EventLoopServer.Sentences;

/// <summary>The limits of moderators, for them to read.</summary>
internal static class ModeratorSentences
{
    public const string NeedsTime =
        "A moderator mutes and bans for a time of at most 1 day, such as 10m or 2h.";

    public const string OnlyOneAddress = "A moderator mutes and bans no network.";

    public const string OnlyOwn = "A moderator ends only the own mutes and bans.";

    public static string IsProtected(string name) => $"{name} is a moderator or an operator.";
}
