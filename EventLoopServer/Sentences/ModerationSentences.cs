namespace EventLoopServer.Sentences;

/// <summary>Answers to operators, and notices to the members that they moderate.</summary>
internal static class ModerationSentences
{
    public const string OperatorAlready = "You are an operator already.";

    public const string OperatorNow =
        "You are an operator now: /help lists the commands for operators.";

    public const string NoPasswordNeeded = "This server needs no password.";

    public const string PasswordRight = "The password is right. Enter your name now.";

    public const string CheckedLater =
        "Many wrong passwords came from your address: yours is checked in a few seconds.";

    public const string HeardAgainYourself = "You are no longer muted.";

    /// <summary>The server's console, in place of an operator's name.</summary>
    public const string Console = "the server's console";

    public const string ForGood = " permanently";

    public const string NobodyOfThatName = " No user of that name is connected.";

    public const string BannedList = "Banned";

    public const string MutedList = "Muted";

    /// <summary>The end of a restriction, as text that follows other text.</summary>
    public static string Until(string date) => $" until {date}";

    /// <summary>A reason, as text that follows other text.</summary>
    public static string Because(string reason) =>
        reason.Length > 0 ? $": {reason.TrimEnd('.')}" : "";

    public static string Announcement(string text) => $"Announcement: {text}";

    public static string Told(int people) =>
        people == 1 ? "Sent to 1 person." : $"Sent to {people} people.";

    public static string IsYourself(string subject) => $"'{subject}' is your own name.";

    public static string ManyBans(int most) => $"{most} bans";

    public static string ManyMutes(int most) => $"{most} mutes";

    public static string AddressBanned(string until, string because) =>
        $"Your address is banned here{until}{because}.";

    public static string NameBanned(string subject, string until, string because) =>
        $"The name '{subject}' is banned here{until}{because}.";

    public static string Banned(string subject, string until, int connections, string from)
    {
        string closed = connections == 1
            ? "1 connection was closed"
            : $"{connections} connections were closed";
        return $"{subject} is banned{until}; {closed}.{from}";
    }

    public static string CameFrom(string address) => $" Its address was {address}.";

    public static string Unbanned(string subject) => $"{subject} is no longer banned.";

    public static string ListEmpty(string list) => $"{list}: nobody";

    public static string ListHead(string list, int count) => $"{list} ({count}):";

    public static string OnlyLast(int shown) => $" the last {shown} of them";

    public static string Listed(string subject, string until, string by, string because) =>
        $"\n  {subject}{until}, by {by}{because}";

    public static string KickedYou(string by, string because) =>
        $"You were kicked by {by}{because}.";

    public static string Kicked(string name) => $"{name} was kicked. /ban prevents a return.";

    public static string KickOfAddress(string target) =>
        $"'{target}' is an address, and /kick takes a name. /users * lists names with addresses; "
        + "/ban ADDRESS closes all connections of an address.";

    public static string MutedYou(string by, string until) =>
        $"You were muted by {by}{until}: your messages are not delivered.";

    public static string Muted(string subject, string until, string here) =>
        $"{subject} is muted{until}.{here}";

    public static string MutesMembers(int members) =>
        $" This mutes {members} of the connected users.";

    public static string OwnAddress(string subject) => $"'{subject}' contains your own address.";

    public static string HeardAgain(string name) => $"{name} is no longer muted.";

    public static string MutedByAddress(string name, string address) =>
        $"{name} is muted by an address: /unmute {address} ends that mute.";

    public static string AddressStillMuted(string name, string address) =>
        $"The mute of {name} has ended, but a mute of its address has not: /unmute {address} ends "
        + "that one.";

    public static string NoUnit(string text) =>
        $"'{text}' needs a unit: s, m, h or d, as in 10m.";

    public static string NoTime(string text, int maxDays) =>
        $"'{text}' is not a time such as 10m, 2h or 1d, up to {maxDays}d.";

    public static string ReasonTooLong(int maxBytes) =>
        $"A reason may have at most {maxBytes} bytes.";

    public static string NoAddress(string target) => $"'{target}' is not an address or a network.";

    public static string NetworkTooSmall(string target) =>
        $"'{target}' is too small a network: the smallest one of IPv6 is a /64.";
}
