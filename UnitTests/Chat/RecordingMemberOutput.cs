using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Chat;

/// <summary>Records the texts and lists that a member was sent.</summary>
internal sealed class RecordingMemberOutput : IMemberOutput
{
    public bool EntersLater => false;

    public bool IsLocal => false;

    public NetworkPrefix? Prefix { get; init; }

    public string Address => "here";

    public List<string> Texts { get; } = [];

    /// <summary>The last list: its total, and the number of entries that it contains.</summary>
    public (ulong Count, int Entries) List { get; private set; }

    /// <summary>The sequence number of the last event.</summary>
    public ulong Sequence { get; private set; }

    /// <summary>The kind of the last event.</summary>
    public EventKind Kind { get; private set; }

    /// <summary>The code of the last event, if it was a refusal.</summary>
    public RefusalCode Code { get; private set; }

    public void Send(in ServerEvent e)
    {
        Texts.Add(Encoding.UTF8.GetString(e.Text));
        Sequence = e.Sequence;
        Kind = e.Kind;
        Code = (RefusalCode)e.Number;
        int entries = 0;
        var list = new ListReader(e.Entries);
        while (list.Next())
        {
            entries++;
        }

        List = (e.Count, entries);
    }

    public void Enter(Room room)
    {
    }

    public void Leave(Room room)
    {
    }

    public void Quit()
    {
    }

    public void Delay(DelayedRequest request)
    {
    }

    public void Expel(GoodbyeReason reason, string sentence)
    {
    }
}
