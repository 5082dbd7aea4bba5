using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Moderation;
using Protocol.Messages;

namespace UnitTests.Chat;

internal sealed class RoomTests
{
    [Test]
    public void A_fault_while_telling_leaves_no_hole_and_no_memory()
    {
        var broadcast = new FailingBroadcast { Fails = true };
        var room = new Room(
            new Nickname("den"u8), 0, 1, false, new RoomHistory(10, 4096), broadcast);
        var member = new Member(1, new SilentDelivery()) { Name = new Nickname("ann"u8) };
        Assert.That(() => Say(room, member, "lost"), Throws.InvalidOperationException);
        broadcast.Fails = false;
        Assert.That(Say(room, member, "kept"), Is.EqualTo(1), "the next takes the number");
        Assert.That(room.RoomHistory.Count, Is.EqualTo(1), "what nobody was told was never said");
    }

    [Test]
    public void A_topic_remembers_who_set_it_and_when()
    {
        var room = new Room(
            new Nickname("den"u8), 0, 1, false, new RoomHistory(10, 4096), new SilentRoomOutput());
        var member = new Member(7, new SilentDelivery()) { Name = new Nickname("ann"u8) };
        room.SetTopic("tea"u8, member, timeMs: 42);
        Assert.That(Encoding.UTF8.GetString(room.Topic), Is.EqualTo("tea"));
        Assert.That(Encoding.UTF8.GetString(room.TopicSetter), Is.EqualTo("ann"));
        Assert.That((room.TopicSetterId, room.TopicTimeMs), Is.EqualTo((7UL, 42L)));
    }

    private static ulong Say(Room room, Member member, string text) => room.Say(
        EventKind.Said, member, new ClientRequest { Text = Encoding.UTF8.GetBytes(text) }, 0);

    private sealed class FailingBroadcast : IRoomOutput
    {
        public bool Fails { get; set; }

        public void Tell(Room room, in ServerEvent e, Member? speaker)
        {
            if (Fails)
            {
                throw new InvalidOperationException("an encoder failed");
            }
        }

        public void End(Room room)
        {
        }
    }

    private sealed class SilentDelivery : IMemberOutput
    {
        public bool EntersLater => false;

        public bool IsLocal => false;

        public NetworkPrefix? Prefix => null;

        public string Address => "";

        public void Tell(in ServerEvent e)
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

        public void Defer(PasswordAttempt attempt)
        {
        }

        public void Expel(GoodbyeReason reason, string sentence)
        {
        }
    }
}
