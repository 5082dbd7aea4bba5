using System.Text;
using Protocol.Messages;

namespace SimpleClient.Plain;

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
        EventKind.Said => [$"{Place(e)}{Safe(e.Name)}: {Safe(e.Text)}"],
        EventKind.Told => [$"(private) {Safe(e.Name)}: {Safe(e.Text)}"],
        EventKind.Acted => [$"{Place(e)}* {Safe(e.Name)} {Safe(e.Text)}"],
        EventKind.Entered => [$"{Place(e)}-- {Safe(e.Name)} joined"],
        EventKind.Departed when e.Text.Length == 0 => [$"{Place(e)}-- {Safe(e.Name)} left"],
        EventKind.Departed => [$"{Place(e)}-- {Safe(e.Name)} left ({Safe(e.Text)})"],
        EventKind.Renamed => [$"{Place(e)}-- {Safe(e.Name)} is now known as {Safe(e.Text)}"],
        EventKind.TopicSet when e.Text.Length == 0 =>
            [$"{Place(e)}-- {Safe(e.Name)} took the topic away"],
        EventKind.TopicSet => [$"{Place(e)}-- {Safe(e.Name)} set the topic to: {Safe(e.Text)}"],
        _ => ReplyLines.Of(e),
    };

    /// <summary>The line that shows a sender what went to one person alone.</summary>
    public static string Sent(string name, string text) =>
        $"(private to {Safe(name)}) {Safe(text)}";

    /// <summary>
    /// False for the reader's own doing that an answer has told already, and, where the terminal
    /// shows what was typed, for the reader's own words.
    /// </summary>
    /// <param name="e">The event.</param>
    /// <param name="ownId">The reader's id.</param>
    /// <param name="echoes">True when the reader's own words are to be seen.</param>
    public static bool IsNews(ChatEvent e, ulong ownId, bool echoes)
    {
        if (e.SenderId != ownId || e.IsPast)
        {
            return true;
        }

        return e.Kind switch
        {
            EventKind.Entered or EventKind.Departed or EventKind.Renamed => false,
            EventKind.Said or EventKind.Acted => echoes,
            _ => true,
        };
    }

    /// <summary>A room's name inside a sentence.</summary>
    internal static string RoomName(string room) => IsLobby(room) ? "the lobby" : $"[{Safe(room)}]";

    internal static bool IsLobby(string room) =>
        room.Equals(Lobby, StringComparison.OrdinalIgnoreCase);

    internal static string Safe(string text) => TextRule.Defuse(Encoding.UTF8.GetBytes(text));

    /// <summary>When it was, for a line from the past; which room, for any but the lobby.</summary>
    private static string Place(ChatEvent e)
    {
        string when = e.IsPast ? $"| {e.Time:HH:mm} " : "";
        return IsLobby(e.Room) ? when : $"{when}[{Safe(e.Room)}] ";
    }
}
