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

    private const string Mark = "-- ";

    /// <summary>The lines for an event: those of the text dialect, but for a few.</summary>
    /// <returns>None for an event that needs no words.</returns>
    public static IEnumerable<string> Of(ChatEvent e) => e.Kind switch
    {
        EventKind.Named when e.Detail.Length == 0 => [$"-- Welcome, {Safe(e.Name)}!"],
        EventKind.Refused => [$"-- {ReplyLines.Refusal(e.Text, e.Detail)}"],

        // The caller measures the time and shows it.
        EventKind.Pong => [],
        _ => DefusedEvent.Lines(e),
    };

    /// <summary>
    /// The same inside the room of the event, where nothing else marks the server's lines: without
    /// the room's name and the mark.
    /// </summary>
    public static string InRoom(ChatEvent e) =>
        string.Concat(DefusedEvent.Lines(e, isInRoom: true).Select(WithoutMark));

    /// <summary>A line of the server without the mark in front of it.</summary>
    public static string WithoutMark(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? line[Mark.Length..] : line;

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

    /// <summary>A text from elsewhere that cannot move a terminal's cursor.</summary>
    internal static string Safe(string text) => TextRule.Defuse(Encoding.UTF8.GetBytes(text));

    /// <summary>The same for what somebody wrote, into which code may be pasted.</summary>
    internal static string SafeWithTabs(string text) =>
        TextRule.Defuse(Encoding.UTF8.GetBytes(text), keepTabs: true);
}
