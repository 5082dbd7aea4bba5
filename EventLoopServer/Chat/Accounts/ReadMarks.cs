using System.Globalization;
using System.Text;
using Protocol.Names;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// How far the owner of an account has read each room, on any device. A mark includes the
/// incarnation of its room: a room that was created again, or restored after a crash, may use the
/// same event numbers again.
/// </summary>
internal sealed class ReadMarks
{
    /// <summary>
    /// Most marks of an account: as many as the rooms that a client may be in by default. Above it,
    /// the mark that was set the longest time ago is removed. All marks take 6 KB at most.
    /// </summary>
    public const int Most = 32;

    private readonly List<ReadMark> _marks = [];

    /// <param name="text">The stored text, one mark on a line.</param>
    public ReadMarks(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split(' ');
            if (fields.Length == 3
                && TryRead(fields[1], out ulong incarnation)
                && TryRead(fields[2], out ulong sequence))
            {
                _marks.Add(new ReadMark(Encoding.UTF8.GetBytes(fields[0]), incarnation, sequence));
            }
        }
    }

    public int Count => _marks.Count;

    /// <summary>The mark of a room, or null.</summary>
    public ReadMark? Find(ReadOnlySpan<byte> room)
    {
        foreach (ReadMark mark in _marks)
        {
            if (NameComparer.Same(mark.Room, room))
            {
                return mark;
            }
        }

        return null;
    }

    /// <summary>Sets the mark of a room.</summary>
    public void Set(ReadMark mark)
    {
        if (Find(mark.Room) is { } old)
        {
            _marks.Remove(old);
        }
        else if (_marks.Count == Most)
        {
            _marks.RemoveAt(0);
        }

        _marks.Add(mark);
    }

    /// <summary>The text to be stored. A room name has no blanks.</summary>
    public override string ToString() => string.Join('\n', _marks.Select(
        static mark => string.Create(
            CultureInfo.InvariantCulture,
            $"{Encoding.UTF8.GetString(mark.Room)} {mark.Incarnation} {mark.Sequence}")));

    private static bool TryRead(string text, out ulong number) => ulong.TryParse(
        text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
