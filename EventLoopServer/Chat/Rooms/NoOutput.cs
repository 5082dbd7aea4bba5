using EventLoopServer.Admission;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// The output of a member that has left. It drops late answers, because the connection may already
/// belong to another client.
/// </summary>
internal sealed class NoOutput : IMemberOutput
{
    public static NoOutput Instance { get; } = new();

    public bool EntersLater => false;

    public bool IsLocal => false;

    public NetworkPrefix? Prefix => null;

    public string Address => "";

    public void Send(in ServerEvent e)
    {
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
