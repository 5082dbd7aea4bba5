using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Simulation.World;

/// <summary>One event of a room, as the reference client received it.</summary>
internal sealed class RecordedEvent(SeenEvent seen)
{
    private readonly byte[]?[] _encoded = new byte[]?[DialectCatalog.Encodings];

    public SeenEvent Seen { get; } = seen;

    public EventKind Kind => Seen.Kind;

    public ulong Sender => Seen.Sender;

    public string Room => Seen.Room;

    /// <summary>It was sent to every member of the server, in all rooms.</summary>
    public bool IsForAll => Kind == EventKind.Notice;

    public bool IsSpeech => Kind is EventKind.Said or EventKind.Acted;

    /// <summary>Its bytes in a dialect, with or without line breaks.</summary>
    public byte[] In(IDialect dialect, bool withBreaks)
    {
        ref byte[]? encoded = ref _encoded[dialect.EncodingOf(default)];
        return encoded ??= Encode(dialect, withBreaks, new ServerEvent
        {
            Kind = Kind,
            RequestId = Seen.Request,
            SenderId = Sender,
            Sequence = Seen.Sequence,
            Room = Utf8(Room),
            Name = Utf8(Seen.Name),
            Text = Utf8(Seen.Text),
            Number = Seen.Number,
            InLobby = Room == "lobby",
        });
    }

    /// <summary>Any event in a dialect.</summary>
    public static byte[] Encode(IDialect dialect, bool withBreaks, in ServerEvent e)
    {
        var space = new byte[1024 + (8 * (e.Text.Length + e.Detail.Length))];
        var writer = new ByteWriter(space);
        dialect.Encode(ref writer, e);
        byte[] written = space[..writer.Written];
        return withBreaks ? written : [.. written.Where(static b => b != '\n')];
    }

    public static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
