using System.Globalization;
using System.Text;
using Protocol.Messages;
using Protocol.Names;
using SimpleClient.Library;
using SimpleClient.Sentences;

namespace SimpleClient.Lines;

/// <summary>
/// Events as lines, in the format of the text dialect. A message begins with <c>name: </c>, so it
/// cannot look like a line of the server (<c>-- </c>), an action (<c>* </c>), a private message, or
/// a line of the history (<c>| </c>). Remote texts are made safe first.
/// </summary>
internal static class EventLines
{
    /// <summary>The main room, whose name is not shown in front of its lines.</summary>
    public const string Lobby = "lobby";

    private const string Mark = "-- ";

    /// <summary>
    /// The lines of an event. They are those of the text dialect, with a few exceptions.
    /// </summary>
    /// <param name="e">The event.</param>
    /// <param name="linkBase">
    /// The first part of links to files, such as http://192.0.2.7:5050.
    /// </param>
    /// <returns>The lines; empty for an event without a text.</returns>
    public static IEnumerable<string> Of(ChatEvent e, string linkBase = "") => e.Kind switch
    {
        EventKind.Named when e.Detail.Length == 0 => [$"-- Welcome, {Safe(e.Name)}!"],
        EventKind.Refused => [$"-- {ReplyLines.Refusal(e.Text, e.Detail)}"],

        // The caller measures the round-trip time and shows it.
        EventKind.Pong => [],
        EventKind.Hits => [$"{Mark}{SearchSentences.Found(e.Count)}"],
        _ when e.IsHit => [$"{Mark}{Hit(e)}"],
        _ => DefusedEvent.Lines(e, linkBase: linkBase),
    };

    /// <summary>
    /// The line of an event in the view of its room, without the room's name and without the mark
    /// of the server, because lines need neither in that view.
    /// </summary>
    public static string InRoom(ChatEvent e) =>
        string.Concat(DefusedEvent.Lines(e, isInRoom: true).Select(WithoutMark));

    /// <summary>A line of the server without the mark in front of it.</summary>
    public static string WithoutMark(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? line[Mark.Length..] : line;

    /// <summary>
    /// False for messages and actions that the user has typed here. The terminal or the pipe has
    /// shown the typed text, and an answer has reported the result.
    /// </summary>
    /// <param name="e">The event.</param>
    /// <param name="ownId">The id of this client.</param>
    public static bool IsNews(ChatEvent e, ulong ownId) =>
        e.SenderId != ownId || e.IsPast || e.IsHit || (e.Kind switch
        {
            EventKind.Said or EventKind.Acted => e.IsUnrequested,
            EventKind.Entered or EventKind.Departed or EventKind.Renamed => false,
            _ => true,
        });

    private static string Hit(ChatEvent e)
    {
        // Each run of blanks becomes one blank, so that a message cannot move its words to another
        // row.
        string[] words = SafeWithTabs(e.Text).Split(
            [' ', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        return SearchSentences.Hit(
            e.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            Safe(e.Room),
            Safe(e.Name),
            string.Join(' ', words),
            e.Kind == EventKind.Acted);
    }

    /// <summary>The name of a room inside a sentence.</summary>
    internal static string RoomName(string room) => IsLobby(room) ? "the lobby" : $"[{Safe(room)}]";

    internal static bool IsLobby(string room) =>
        room.Equals(Lobby, StringComparison.OrdinalIgnoreCase);

    /// <summary>A remote text that cannot move a terminal's cursor.</summary>
    internal static string Safe(string text) => TextRule.Defuse(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// A safe text of a member. It may have tabs, because code may be pasted into it.
    /// </summary>
    internal static string SafeWithTabs(string text) =>
        TextRule.Defuse(Encoding.UTF8.GetBytes(text), keepTabs: true);
}
