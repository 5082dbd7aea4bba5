using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Chat.Commands.Moderation;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace UnitTests.Chat.Rooms;

/// <summary>
/// The current room, names derived from taken ones, and members with a pending join.
/// </summary>
internal sealed class RoomDirectoryTests
{
    private RoomDirectory _directory = null!;
    private CommandContext _context = null!;
    private Member _alice = null!;

    [SetUp]
    public void Start()
    {
        _directory = new RoomDirectory(
            ChatLimits.Default, new SilentRoomOutput(), new LocalSequencer(), static () => 1);
        _context = new CommandContext(
            _directory, new AccessControl(
                new SilentServerControl(), null, null), new NoStatistics());
        _alice = Add("alice");
        _directory.Enter(_alice, _directory.Main, 0, 0);
        _context.Member = _alice;
    }

    [Test]
    public void Leaving_the_current_room_selects_the_lobby_and_then_the_newest_room()
    {
        Join("one");
        Join("two");
        Join("three");
        Leave("three");
        Assert.That(Current(), Is.EqualTo("lobby"));
        Leave("lobby");
        Assert.That(Current(), Is.EqualTo("two"));
        Leave("one");
        Assert.That(Current(), Is.EqualTo("two"), "another room was left");
        Leave("two");
        Assert.That(_alice.Current, Is.Null);
    }

    [Test]
    public void Rejoined_room_becomes_current()
    {
        Join("one");
        Join("two");
        Assert.That(Current(), Is.EqualTo("two"));
        Join("ONE");
        Assert.That(Current(), Is.EqualTo("one"));
        Assert.That(_alice.Rooms, Has.Count.EqualTo(3), "it was already in it");
    }

    [TestCase(31, 100, "bob-32")]
    [TestCase(32, 100, "bob-100", Description = "its own id is nobody else's number")]
    [TestCase(32, 7, "bob-33")]
    public void Taken_name_gets_a_number_up_to_32_and_then_the_member_id(
        int taken, int id, string name)
    {
        while (_directory.AddMember(new RecordingMemberOutput()).Id < (ulong)id - 1)
        {
            // Ids are assigned in sequence.
        }

        Member late = _directory.AddMember(new RecordingMemberOutput());
        Add("bob");
        for (int i = 2; i <= taken; i++)
        {
            Add($"bob-{i}");
        }

        Assert.That(late.Id, Is.EqualTo((ulong)id));
        byte[] derived = FreeName.Derive(_directory, late, "bob"u8);
        Assert.That(Encoding.UTF8.GetString(derived), Is.EqualTo(name));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Member_with_a_pending_join_receives_nothing(bool isArriving)
    {
        RecordingMemberOutput delivery = new RecordingMemberOutput();
        Member bob = Add("bob", delivery);
        bob.JoinPending = isArriving;
        TellCommand.Run(
            _context,
            new ClientRequest { Verb = RequestVerb.Tell, Target = "bob"u8, Text = "hi"u8 });
        AnnounceCommand.Run(_context, new ClientRequest { Text = "all"u8 });
        Assert.That(delivery.Texts, Has.Count.EqualTo(isArriving ? 0 : 2));
        Assert.That(bob.Device.PrivateSequence, Is.EqualTo(isArriving ? 0 : 1));
    }

    [Test]
    public void Shorter_mute_by_name_remains_after_a_mute_by_address_is_lifted()
    {
        AccessControl access = _context.Access;
        NetworkPrefix place = NetworkPrefix.Of(5, 128);
        Member bob = Add("bob", new RecordingMemberOutput { Prefix = place });
        Member carl = Add("carl", new RecordingMemberOutput { Prefix = place });
        Mute("carl", null, 500);
        Mute("bob", place, 900);
        access.ApplyMute(bob, 0);
        access.ApplyMute(carl, 0);
        Assert.That((bob.MutedUntilMs, carl.MutedUntilMs), Is.EqualTo((900L, 900L)));
        _alice.Role = Role.Operator;
        UnmuteCommand.Run(_context, new ClientRequest { Target = "bob"u8 });
        Assert.That((bob.MutedUntilMs, carl.MutedUntilMs), Is.EqualTo((0L, 500L)));
    }

    private void Mute(string name, NetworkPrefix? place, long untilMs) =>
        _context.Access.Mutes.TryAdd(
        new Restriction(name, untilMs, "", "ops")
        {
            Skeletons = NameSkeletons.Of(Encoding.UTF8.GetBytes(name)),
            Prefix = place,
        },
        0);

    private void Join(string room) => JoinCommand.Run(
        _context, new ClientRequest { Target = Encoding.UTF8.GetBytes(room) });

    private void Leave(string room) => LeaveCommand.Run(
        _context, new ClientRequest { Target = Encoding.UTF8.GetBytes(room) });

    private string Current() => _alice.Current!.Name.Text;

    private Member Add(string name, RecordingMemberOutput? delivery = null)
    {
        Member member = _directory.AddMember(delivery ?? new RecordingMemberOutput());
        _directory.SetName(member, Encoding.UTF8.GetBytes(name));
        return member;
    }
}
