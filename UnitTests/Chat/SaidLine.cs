using System.Text;
using Protocol.Messages;

namespace UnitTests.Chat;

/// <summary>A history line as the model stores it.</summary>
internal sealed class SaidLine(ulong sequence, byte[] name, byte[] text)
{
    public SaidLine(ulong sequence, string name, string text)
        : this(sequence, Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(text))
    {
    }

    public ulong Sequence { get; } = sequence;

    public int Bytes => name.Length + text.Length;

    private EventKind Kind => Sequence % 2 == 0 ? EventKind.Said : EventKind.Acted;

    public static SaidLine Random(Random random, ulong sequence, int textBytes)
    {
        byte[] name = new byte[random.Next(1, 65)];
        byte[] text = new byte[textBytes];
        random.NextBytes(name);
        random.NextBytes(text);
        return new SaidLine(sequence, name, text);
    }

    public ServerEvent ToEvent() => new()
    {
        Kind = Kind,
        RequestId = Sequence * 3,
        SenderId = Sequence * 5,
        TimeMs = (long)Sequence * 7,
        Sequence = Sequence,
        Name = name,
        Text = text,
    };

    /// <summary>The difference from a stored line, or null.</summary>
    public string? Differs(in ServerEvent e)
    {
        ServerEvent mine = ToEvent();
        bool numbers = e.Kind == mine.Kind && e.RequestId == mine.RequestId
            && e.SenderId == mine.SenderId && e.TimeMs == mine.TimeMs && e.Sequence == Sequence;
        return !numbers ? $"number {e.Sequence} where {Sequence} should be"
            : !e.Name.SequenceEqual(name) ? $"another name at {Sequence}"
            : !e.Text.SequenceEqual(text) ? $"another text at {Sequence}"
            : !e.Room.SequenceEqual("den"u8) ? "another room"
            : !e.InPast ? "not marked as past"
            : null;
    }
}
