using System.Text;
using Protocol.Framing;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;

namespace SimpleClient.Lines;

/// <summary>A shared file as a line, like an action, with the path that fetches it.</summary>
internal static class SharedLine
{
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

        Span<byte> path = stackalloc byte[SharedFile.MaxPathBytes];
        var writer = new ByteWriter(path);
        file.WritePath(ref writer);
        return FileSentences.Shared(
            Encoding.UTF8.GetString(file.Name),
            FileSize.Format(file.Bytes),
            Encoding.ASCII.GetString(path[..writer.Written]));
    }
}
