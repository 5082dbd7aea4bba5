using System.Text;
using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace UnitTests.Chat.Rooms;

internal sealed class RoomTests
{
    [Test]
    public void Fault_during_delivery_uses_no_sequence_number_and_stores_nothing()
    {
        var broadcast = new FailingBroadcast { Fails = true };
        var room = new Room(
            new Nickname("den"u8), 0, 1, false, new RoomHistory(10, 4096), broadcast);
        Member member = Enter(room, new RecordingMemberOutput());
        Assert.That(() => Apply(room, member, "lost"), Throws.InvalidOperationException);
        broadcast.Fails = false;
        Apply(room, member, "kept");
        Assert.That(room.NextSequence, Is.EqualTo(2), "the next event has this number");
        Assert.That(room.RoomHistory.Count, Is.EqualTo(1), "undelivered events are not stored");
    }

    [Test]
    public void Topic_stores_its_setter_and_time()
    {
        var room = new Room(
            new Nickname("den"u8), 0, 1, false, new RoomHistory(10, 4096), new SilentRoomOutput());
        Member member = Enter(room, new RecordingMemberOutput());
        Apply(room, member, "tea", EventKind.TopicSet, timeMs: 42);
        Assert.That(Encoding.UTF8.GetString(room.Topic), Is.EqualTo("tea"));
        Assert.That(Encoding.UTF8.GetString(room.TopicSetter), Is.EqualTo("ann"));
        Assert.That((room.TopicSetterId, room.TopicTimeMs), Is.EqualTo((7UL, 42L)));
        Assert.That(room.RoomHistory.Count, Is.Zero, "the history has no topics");
    }

    [Test]
    public void Applied_proposal_is_answered_with_its_sequence_number()
    {
        var room = new Room(
            new Nickname("den"u8), 0, 1, false, new RoomHistory(10, 4096), new SilentRoomOutput());
        var output = new RecordingMemberOutput();
        Member member = Enter(room, output);
        Apply(room, member, "one");
        Assert.That((output.Kind, output.Sequence), Is.EqualTo((EventKind.Done, 1UL)));
        Apply(room, member, "two", EventKind.Acted);
        Assert.That((output.Kind, output.Sequence), Is.EqualTo((EventKind.Done, 2UL)));
    }

    [Test]
    public void Proposal_of_a_member_that_has_left_or_is_muted_is_refused()
    {
        var room = new Room(
            new Nickname("den"u8), 0, 1, false, new RoomHistory(10, 4096), new SilentRoomOutput());
        var output = new RecordingMemberOutput();
        Member member = Enter(room, output);
        member.MutedUntilMs = 43;
        Apply(room, member, "one", timeMs: 42);
        Assert.That((output.Kind, output.Code), Is.EqualTo((EventKind.Refused, RefusalCode.Muted)));
        member.Remove(member.Rooms[0]);
        Apply(room, member, "two", timeMs: 43);
        Assert.That(
            (output.Kind, output.Code), Is.EqualTo((EventKind.Refused, RefusalCode.NotInRoom)));
        Assert.That((room.NextSequence, room.RoomHistory.Count), Is.EqualTo((1UL, 0)));
    }

    private static Member Enter(Room room, IMemberOutput output)
    {
        var member = new Member(7, output) { Name = new Nickname("ann"u8) };
        var membership = new Membership(member, room);
        room.Add(membership);
        member.Add(membership);
        return member;
    }

    private static void Apply(
        Room room, Member member, string text, EventKind kind = EventKind.Said, long timeMs = 0) =>
        room.Apply(new RoomProposal
        {
            Kind = kind,
            Member = member,
            RequestId = 1,
            Now = new TurnTime(timeMs, timeMs),
            Text = Encoding.UTF8.GetBytes(text),
        });

    private sealed class FailingBroadcast : IRoomOutput
    {
        public bool Fails { get; set; }

        public void Send(Room room, in ServerEvent e, Member? speaker)
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
}
