using System.Text;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;

namespace SimpleClient.Lines;

/// <summary>
/// Shows a shared file as the line of an action, with the command that fetches the file.
/// </summary>
internal static class SharedLine
{
    /// <summary>The id and the name of a shared file; null when it is another event.</summary>
    public static (string Id, string Name)? FileOf(ChatEvent e) =>
        e.Kind == EventKind.Shared
            && SharedFile.TryRead(Encoding.UTF8.GetBytes(e.Text), out SharedFile file)
            ? (Encoding.ASCII.GetString(file.Id), Encoding.UTF8.GetString(file.Name))
            : null;

    /// <summary>The event of an action that shows a file; any other event is not changed.</summary>
    public static ChatEvent AsAction(ChatEvent e)
    {
        if (e.Kind != EventKind.Shared)
        {
            return e;
        }

        return new ChatEvent
        {
            Kind = EventKind.Acted,
            RequestId = e.RequestId,
            SenderId = e.SenderId,
            Time = e.Time,
            Sequence = e.Sequence,
            Room = e.Room,
            Name = e.Name,
            Text = TextOf(e),
            IsHit = e.IsHit,
            IsPast = e.IsPast,
            IsUnrequested = e.IsUnrequested,
        };
    }

    private static string TextOf(ChatEvent e)
    {
        byte[] text = Encoding.UTF8.GetBytes(e.Text);
        if (!SharedFile.TryRead(text, out SharedFile file))
        {
            return EventLines.Safe(e.Text);
        }

        return FileSentences.Shared(
            Encoding.UTF8.GetString(file.Name),
            FileSize.Format(file.Bytes),
            Encoding.ASCII.GetString(file.Id[..SharedFile.ShortDigits]));
    }
}
