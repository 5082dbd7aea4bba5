using System.Text;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Simulation;

/// <summary>A server event as a native peer has read it, for comparison.</summary>
internal sealed class SeenEvent
{
    public SeenEvent(in ServerEvent e)
    {
        Kind = e.Kind;
        Request = e.RequestId;
        Sender = e.SenderId;
        TimeMs = e.TimeMs;
        Sequence = e.Sequence;
        Room = Encoding.UTF8.GetString(e.Room);
        Name = Encoding.UTF8.GetString(e.Name);
        Text = Encoding.UTF8.GetString(e.Text);
        Number = e.Number;
        Detail = Encoding.UTF8.GetString(e.Detail);
        Count = e.Count;
        DetailBytes = e.Detail.ToArray();
        var list = new ListReader(e.Entries);
        while (list.Next())
        {
            Entries.Add((Encoding.UTF8.GetString(list.Name), list.Number));
            EntryTexts.Add(Encoding.UTF8.GetString(list.Text));
        }
    }

    /// <summary>The names and numbers of its list.</summary>
    public List<(string Name, ulong Number)> Entries { get; } = [];

    public EventKind Kind { get; }

    public ulong Request { get; }

    public ulong Sender { get; }

    public long TimeMs { get; }

    public ulong Sequence { get; }

    public string Room { get; }

    public string Name { get; }

    public string Text { get; }

    public ulong Number { get; }

    public string Detail { get; }

    public ulong Count { get; }

    /// <summary>The token of a welcome.</summary>
    public byte[] DetailBytes { get; }

    /// <summary>The texts of its list.</summary>
    public List<string> EntryTexts { get; } = [];

    /// <summary>A field by its name in dialogues.</summary>
    public string Field(string name) => name switch
    {
        "sender" => $"{Sender}",
        "sequence" => $"{Sequence}",
        "room" => Room,
        "name" => Name,
        "text" => Text,
        "number" or "code" => $"{Number}",
        "detail" => Detail,
        "count" => $"{Count}",
        _ => throw new ArgumentException($"No event has a field '{name}'.", nameof(name)),
    };

    public override string ToString() =>
        $"{Kind} #{Request} sequence={Sequence} room={Room} name={Name} "
        + $"text={Text} detail={Detail}";
}
