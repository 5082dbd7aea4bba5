namespace SimpleClient.Sentences;

/// <summary>The client's own texts on a terminal.</summary>
internal static class TerminalSentences
{
    public const string ConnectionLost =
        "The connection was lost, and this message may not have arrived.";

    /// <summary>The text after a message that the server has lost in a crash.</summary>
    public const string LostMark = " (lost by the server)";

    public const string Disconnected = "The connection is lost.";

    /// <summary>Another client of the same user continues the session.</summary>
    public const string TakenOver =
        "This client stays disconnected, so that the two do not disturb each other. Press Enter "
        + "to continue here; the other client is then disconnected.";

    /// <summary>The status line while another client continues the session.</summary>
    public const string UsedElsewhere = "your session is used elsewhere, Enter: continue here";

    public const string LoginForgotten =
        "The stored login is deleted. The next start asks for your password.";

    public const string NoLoginStored = "No login is stored for this server and account.";

    public const string Connecting = "connecting";

    public const string NoConnection =
        "There is no connection: nothing was sent, and the text is kept.";

    public const string NothingSent = "Nothing was sent. Up brings it back.";

    public const string NoRoomShown =
        "No room is shown: nothing was sent. Alt-1 to Alt-9 show one, /join ROOM enters one.";

    public const string UpBringsBack = "Up brings it back.";

    public const string HadPassword = "It contained a password and was not kept.";

    public const string AgainLeaves = "Ctrl-C again quits, other keys continue";

    public const string RoomMadeAnew =
        "The room was created again meanwhile (the server restarted, or all members left): its "
        + "earlier messages are lost.";

    public const string AwayWithHoles =
        "While you were away (the server keeps the latest lines only; older ones may be missing):";

    public const string Away = "While you were away:";

    public const string KeptByServer = "Kept by the server:";

    public const string BeforeYouCame = "Before you joined:";

    public const string NothingSaid = "Nothing was said while you were away.";

    public const string InNoRoom = "in no room";

    public const string CameAndWent = "came and went";

    public const string Private = "(private)";

    public static string Connected(string address) =>
        $"Connected to {address}. /help lists the commands, /keys the keys.";

    public static string DraftNotSent(string room, string advice) => room.Length > 0
        ? $"Your draft for {room} was not sent. {advice}"
        : $"Your draft was not sent. {advice}";

    public static string AskToSend(int lines, string target) =>
        $"y: send {lines} lines to {target}; any other key: keep it";

    public static string OtherNameNow(string wanted, string got) =>
        $"The name {wanted} is in use, perhaps by your previous connection: you are {got} now. "
        + $"/nick {wanted} takes it back when it is free.";

    public static string Bell(bool isOn) => isOn ? "The bell is on." : "The bell is off.";

    public static string NextTry(double seconds) =>
        $"no connection, next try in {seconds:0} s, Enter: now";

    public static string LogInAgain(string account) =>
        $"You are not logged in any more: type /login {account}";

    public static string StillNoConnection(string reason) => $"Still no connection: {reason}";

    public static string YouAreInToo(string room) =>
        $"You are in {room} too; /join {room} shows it.";

    public static string LinesBehind(string command) =>
        $"Nothing was done: no lines may follow {command}. Send them apart from it.";

    public static string SearchPrompt(bool fails, string wanted) =>
        fails ? $"(nothing more for '{wanted}') " : $"(search '{wanted}') ";

    public static string NotEntered(string room, string why) => $"{room} was not entered. {why}";

    public static string NoLongerIn(string room) => $"You are no longer in {room}.";

    public static string YouLeft(string room) => $"You left {room}.";

    /// <summary>The number of other members, after the name of a room.</summary>
    public static string Company(int others) => others switch
    {
        <= 0 => "alone so far",
        1 => "with 1 other",
        _ => $"with {others} others",
    };

    public static string YouAreBack(string room, string company, string time) =>
        $"You are back in {room}, {company}. You were away {time}.";

    public static string YouAreIn(string room, string company) => $"You are in {room}, {company}.";

    public static string Topic(string topic) => $"Topic: {topic}";

    public static string YouAreNow(string name) => $"You are now known as {name}.";

    public static string Here(ulong people) => $"{people} here";

    /// <summary>A place with its unread messages, and a mark if one of them is a mention.</summary>
    public static string Place(int number, string label, int unread, bool isCalling) =>
        unread == 0 ? $"{number} {label}" : $"{number} {label} {unread}{(isCalling ? "!" : "")}";

    public static string MorePlaces(int places) => $"+{places} more";

    public const string NewLinesKey = "Alt-U: here";

    public static string NewLines(int lines) => $"{lines} new";

    public static string NoTopic(string room) =>
        $"{room} has no topic. /topic TEXT sets one.";

    public static string Lag(double seconds) => $"lag {seconds:0.0} s";

    public static string NewBelow(int lines, string calls) => $"{lines}{calls} new below";

    public static string Below(long lines) => $"{lines} below";

    public static string EscapeShowsNewest(string below) => $"{below}, Esc: newest";

    public static string PrivateTo(string name) => $"(private to {name})";

    public static string PrivateOpened(string name, int number) =>
        $"Your private messages with {name} are in place {number}: /query {name} shows it.";

    public static string PrivateWith(string name) =>
        $"Only {name} and you read this conversation. /close closes it.";

    public const string QueryUsage = "Usage: /query NAME opens a private conversation.";

    public static string NoActionHere(string name) =>
        $"Nothing was sent: /me works in rooms only, and this is a conversation with {name}.";

    public static string NoRoomHere(string name) =>
        $"This is a conversation with {name}, not a room. Go to the room first, or name it.";

    public static string NotSent(string room) =>
        room.Length > 0 ? $"not sent in {room}: " : "not sent: ";

    public static string HeldFor(string room) => $"for {room}: ";

    public static string AndMore(int more) => $" and {more} more";
}
