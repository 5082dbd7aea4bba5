using Protocol.Messages;
using SimpleClient.Library;

namespace SimpleClient.Lines;

/// <summary>What the server answers one person, as lines, each behind <c>-- </c>.</summary>
internal static class ReplyLines
{
    /// <summary>The lines for an answer; none for one that needs no words.</summary>
    public static IEnumerable<string> Of(ChatEvent e) => e.Kind switch
    {
        EventKind.Named when e.Detail.Length == 0 => [$"-- Welcome, {EventLines.Safe(e.Name)}!"],
        EventKind.Named => [$"-- You are now known as {EventLines.Safe(e.Name)}."],
        EventKind.Refused => [$"-- {Refusal(e.Text, e.Detail)}"],
        EventKind.Joined => Joined(e),
        EventKind.Parted => [Parted(e)],
        EventKind.Members => [Members(e)],
        EventKind.Rooms => Rooms(e),
        EventKind.TopicIs => [Topic(e)],
        EventKind.Past => [Past(e)],
        EventKind.Notice or EventKind.Goodbye or EventKind.Done => Lines(e.Text),
        _ => [],
    };

    /// <summary>Why a request was refused, and what to do about it.</summary>
    /// <param name="reply">The refusal.</param>
    /// <param name="unknown">The command that only the server may know; null: none.</param>
    public static string Refusal(Reply reply, UnknownCommand? unknown = null) =>
        unknown is not null && reply.RefusalCode == RefusalCode.UnknownCommand
            ? EventLines.Safe(unknown.Explain(reply.Advice))
            : Refusal(reply.Sentence, reply.Advice);

    /// <summary>A refusal's sentence and advice, behind each other.</summary>
    public static string Refusal(string sentence, string advice) =>
        EventLines.Safe($"{sentence} {advice}".Trim());

    private static IEnumerable<string> Joined(ChatEvent e)
    {
        string company = e.Count switch
        {
            <= 1 => "alone so far",
            2 => "with 1 other",
            _ => $"with {e.Count - 1} others",
        };
        string hint = EventLines.IsLobby(e.Room)
            ? ""
            : " What you type goes there; /join lobby goes back.";
        yield return $"-- You are in {EventLines.RoomName(e.Room)}, {company}.{hint}";
        if (e.Text.Length > 0)
        {
            yield return $"-- Topic: {EventLines.Words(e.Text)}";
        }
    }

    private static string Parted(ChatEvent e)
    {
        string left = $"-- You left {EventLines.RoomName(e.Room)}";
        return e.Detail.Length == 0
            ? $"{left} and are in no room now. /join ROOM enters one."
            : $"{left}. What you type goes to {EventLines.RoomName(e.Detail)} now.";
    }

    private static string Members(ChatEvent e)
    {
        string names = string.Join(", ", e.Entries.Select(entry => EventLines.Safe(entry.Name)));
        return $"-- In {EventLines.RoomName(e.Room)} ({e.Count}): {names}{Rest(e)}";
    }

    private static IEnumerable<string> Rooms(ChatEvent e)
    {
        yield return $"-- Rooms ({e.Count}):";
        foreach (ChatListEntry room in e.Entries)
        {
            string topic = room.Text.Length > 0 ? $": {EventLines.Words(room.Text)}" : "";
            yield return $"--   {EventLines.Safe(room.Name)} ({room.Number}){topic}";
        }

        if (Rest(e) is { Length: > 0 } rest)
        {
            yield return $"--  {rest}";
        }
    }

    /// <summary>The server sends a long list in part, with the whole number beside it.</summary>
    private static string Rest(ChatEvent e)
    {
        ulong shown = (ulong)e.Entries.Count;
        return e.Count > shown ? $" and {e.Count - shown} more" : "";
    }

    private static string Topic(ChatEvent e)
    {
        string room = EventLines.RoomName(e.Room);
        string name = EventLines.Safe(e.Name);
        return e.Text.Length == 0
            ? $"-- There is no topic in {room}. /topic TEXT sets one."
            : $"-- The topic in {room}, set by {name}: {EventLines.Words(e.Text)}";
    }

    private static string Past(ChatEvent e)
    {
        string lines = e.Count == 1 ? "1 line" : $"{e.Count} lines";
        string end = e.Count == 0 ? "." : " (times in UTC):";
        return $"-- {lines} from before in {EventLines.RoomName(e.Room)}{end}";
    }

    /// <summary>A notice may have several lines, and each is marked as the server's.</summary>
    private static IEnumerable<string> Lines(string text) =>
        text.TrimEnd('\n').Split('\n')
            .Where(line => text.Length > 0)
            .Select(line => $"-- {EventLines.Safe(line)}");
}
