using System.Text;
using Protocol.Messages;

namespace UnitTests.Support;

/// <summary>A copy of a server's event, which outlives the receive buffer.</summary>
internal sealed record TestClientEvent(
    EventKind Kind,
    ulong RequestId,
    ulong SenderId,
    ulong Sequence,
    string Room,
    string Name,
    string Text,
    ulong Number,
    string Detail,
    ulong Count)
{
    public static TestClientEvent From(in ServerEvent e) => new(
        e.Kind,
        e.RequestId,
        e.SenderId,
        e.Sequence,
        Encoding.UTF8.GetString(e.Room),
        Encoding.UTF8.GetString(e.Name),
        Encoding.UTF8.GetString(e.Text),
        e.Number,
        Encoding.UTF8.GetString(e.Detail),
        e.Count);

    /// <summary>
    /// A line for transcripts: kind, [room], #sequence, name, code, "text", "detail", xcount. Empty
    /// fields are left out, and so is an incarnation, which is random.
    /// </summary>
    public override string ToString()
    {
        var line = new StringBuilder(Kind.ToString());
        Append(line, Room.Length > 0, $"[{Room}]");
        Append(line, Sequence > 0, $"#{Sequence}");
        Append(line, Name.Length > 0, Name);
        Append(line, Kind is EventKind.Refused or EventKind.Goodbye, $"{Number}");
        Append(line, Text.Length > 0, $"\"{Text}\"");
        Append(line, Detail.Length > 0, $"\"{Detail}\"");
        Append(line, Count > 0, $"x{Count}");
        return line.ToString();
    }

    private static void Append(StringBuilder line, bool isThere, string what)
    {
        if (isThere)
        {
            line.Append(' ').Append(what);
        }
    }
}
