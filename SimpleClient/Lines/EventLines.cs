using System.Text;
using Protocol.Messages;
using Protocol.Names;
using SimpleClient.Library;

namespace SimpleClient.Lines;

/// <summary>
/// Events as lines for people, in the look of the text dialect: what a person said begins with
/// <c>name: </c>, and nothing that is typed can look like a line of the server's (<c>-- </c>), an
/// action (<c>* </c>), something private or something from the past (<c>| </c>). Whatever comes
/// from elsewhere is defused first.
/// </summary>
internal static class EventLines
{
    /// <summary>The room that everybody enters, which is not named in front of its lines.</summary>
    public const string Lobby = "lobby";

    /// <summary>The lines for an event.</summary>
    /// <returns>None for an event that needs no words.</returns>
    public static IEnumerable<string> Of(ChatEvent e) => e.Kind switch
    {
        EventKind.Said => Message($"{Place(e)}{Safe(e.Name)}: ", e),
        EventKind.Told => Message($"(private) {Safe(e.Name)}: ", e),
        EventKind.Acted => [$"{Place(e)}* {Safe(e.Name)} {Words(e.Text)}"],
        EventKind.Entered => [$"{Place(e)}-- {Safe(e.Name)} joined"],
        EventKind.Departed when e.Text.Length == 0 => [$"{Place(e)}-- {Safe(e.Name)} left"],
        EventKind.Departed => [$"{Place(e)}-- {Safe(e.Name)} left ({Safe(e.Text)})"],
        EventKind.Renamed => [$"{Place(e)}-- {Safe(e.Name)} is now known as {Safe(e.Text)}"],
        EventKind.TopicSet when e.Text.Length == 0 =>
            [$"{Place(e)}-- {Safe(e.Name)} took the topic away"],
        EventKind.TopicSet => [$"{Place(e)}-- {Safe(e.Name)} set the topic to: {Words(e.Text)}"],
        _ => ReplyLines.Of(e),
    };

    /// <summary>
    /// False for the reader's own words and doing: the terminal, or the pipe, has shown what was
    /// typed, and an answer has told the rest.
    /// </summary>
    /// <param name="e">The event.</param>
    /// <param name="ownId">The reader's id.</param>
    public static bool IsNews(ChatEvent e, ulong ownId) =>
        e.SenderId != ownId || e.IsPast || e.Kind
            is not (EventKind.Entered or EventKind.Departed or EventKind.Renamed
                or EventKind.Said or EventKind.Acted);

    /// <summary>A room's name inside a sentence.</summary>
    internal static string RoomName(string room) => IsLobby(room) ? "the lobby" : $"[{Safe(room)}]";

    internal static bool IsLobby(string room) =>
        room.Equals(Lobby, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// What somebody wrote: its blanks may not push it into another row of a terminal.
    /// </summary>
    internal static string Words(string text) => BlankRuns.Shorten(
        TextRule.Defuse(Encoding.UTF8.GetBytes(text), keepTabs: true));

    internal static string Safe(string text) => TextRule.Defuse(Encoding.UTF8.GetBytes(text));

    /// <summary>A message, and above it its empty lines, each with the sender's name.</summary>
    private static IEnumerable<string> Message(string head, ChatEvent e) =>
        Enumerable.Repeat(head, e.EmptyLines).Append(head + Words(e.Text));

    /// <summary>When it was, for a line from the past; which room, for any but the lobby.</summary>
    private static string Place(ChatEvent e)
    {
        string when = e.IsPast ? $"| {e.Time:HH:mm} " : "";
        return IsLobby(e.Room) ? when : $"{when}[{Safe(e.Room)}] ";
    }
}
