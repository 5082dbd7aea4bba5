using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Chat.Commands.Moderation;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;
using UnitTests.Chat.Rooms;

namespace UnitTests.Chat;

/// <summary>How many entries a list shows, at n-1, n and n+1.</summary>
internal sealed class ListLimitTests
{
    private const int ListEntries = 1000;
    private const int ShownBans = 100;
    private const int QuotedBytes = 64;

    private RoomDirectory _directory = null!;
    private CommandContext _context = null!;
    private RecordingMemberOutput _delivery = null!;

    [SetUp]
    public void Start()
    {
        ulong incarnations = 0;
        _directory = new RoomDirectory(
            new ChatLimits(4096, 0, 32, 5000),
            new SilentRoomOutput(),
            new LocalSequencer(),
            () => ++incarnations);
        _context = new CommandContext(
            _directory, new AccessControl(
                new SilentServerControl(), null, null), new NoStatistics());
        _delivery = new RecordingMemberOutput();
        _context.Member = Enter("operator", _delivery);
        _context.Member.Role = Role.Operator;
    }

    [TestCase(ListEntries - 1)]
    [TestCase(ListEntries)]
    [TestCase(ListEntries + 1)]
    public void Member_list_is_capped_and_reports_the_total(int people)
    {
        Fill(people);
        MembersCommand.Run(_context, new ClientRequest { Verb = RequestVerb.Members });
        Assert.That(
            _delivery.List, Is.EqualTo(((ulong)people, Math.Min(people, ListEntries))));
    }

    [TestCase(ListEntries - 1)]
    [TestCase(ListEntries)]
    [TestCase(ListEntries + 1)]
    public void Room_list_is_capped_and_reports_the_total(int rooms)
    {
        for (int i = 1; i < rooms; i++)
        {
            _directory.FindOrMakeRoom(Encoding.UTF8.GetBytes($"room{i:0000}x"), lines: null);
        }

        RoomsCommand.Run(_context, new ClientRequest { Verb = RequestVerb.Rooms });
        Assert.That(_delivery.List, Is.EqualTo(((ulong)rooms, Math.Min(rooms, ListEntries))));
    }

    [TestCase(ListEntries - 1, 0)]
    [TestCase(ListEntries, 0)]
    [TestCase(ListEntries + 1, 1)]
    [TestCase(ListEntries + 9, 9)]
    public void List_of_all_members_is_capped_and_reports_omitted_members(
        int people, int more)
    {
        Fill(people);
        MemberList.Send(_context, default);
        string[] lines = _delivery.Texts[^1].Split('\n');
        int listed = Math.Min(people, ListEntries);
        Assert.That(lines, Has.Length.EqualTo(1 + listed + (more > 0 ? 1 : 0)));
        Assert.That(lines[listed], Does.Contain(
            ChatSentences.InRooms("lobby")), "the last person that is listed");
        Assert.That(lines[^1] == $" {ChatSentences.AndMore(more)}", Is.EqualTo(more > 0));
    }

    [TestCase(ShownBans - 1)]
    [TestCase(ShownBans)]
    [TestCase(ShownBans + 1)]
    public void Ban_list_shows_the_newest_bans(int bans)
    {
        for (int i = 1; i <= bans; i++)
        {
            Restriction ban = new Restriction($"name{i}", Restriction.ForGood, "", "ops")
            {
                Skeletons = NameSkeletons.Of(Encoding.UTF8.GetBytes($"name{i}")),
            };
            Assert.That(_context.Access.Bans.TryAdd(ban, nowMs: 0), Is.True, $"{i}");
        }

        BansCommand.Run(_context, default);
        string[] lines = _delivery.Texts[^1].Split('\n');
        int shown = Math.Min(bans, ShownBans);
        string head = ModerationSentences.ListHead(ModerationSentences.BannedList, bans)
            + (bans > ShownBans ? ModerationSentences.OnlyLast(ShownBans) : "");
        Assert.That(lines[0], Is.EqualTo(head));
        Assert.That(lines, Has.Length.EqualTo(1 + shown + 1));
        Assert.That(lines[1], Does.StartWith($"  name{bans - shown + 1} "));
        Assert.That(lines[shown], Does.StartWith($"  name{bans} "));
    }

    [TestCase(QuotedBytes - 1)]
    [TestCase(QuotedBytes)]
    [TestCase(QuotedBytes + 1)]
    public void Refusal_quotes_a_limited_part_of_the_input(int bytes)
    {
        _context.RefuseQuoting(
            default, RefusalCode.NoSuchPerson, Encoding.ASCII.GetBytes(new string('x', bytes)));
        Assert.That(
            _delivery.Texts[^1].Count(static c => c == 'x'),
            Is.EqualTo(Math.Min(bytes, QuotedBytes)));
    }

    [Test]
    public void Private_messages_are_numbered_per_recipient()
    {
        RecordingMemberOutput received = new RecordingMemberOutput();
        Enter("bob", received);
        for (ulong i = 1; i <= 3; i++)
        {
            TellCommand.Run(
                _context,
                new ClientRequest { Verb = RequestVerb.Tell, Target = "bob"u8, Text = "hi"u8 });
            Assert.That(received.Sequence, Is.EqualTo(i));
        }

        TellCommand.Run(
            _context,
            new ClientRequest { Verb = RequestVerb.Tell, Target = "operator"u8, Text = "hi"u8 });
        Assert.That(_context.Device.PrivateSequence, Is.EqualTo(1), "it has its own sequence");
    }

    [Test]
    public void Only_non_ASCII_names_have_an_alias()
    {
        Member plain = Enter("bob", new RecordingMemberOutput());
        Member other = Enter("\u00C4nne", new RecordingMemberOutput());
        Assert.That(_directory.FindMember(Encoding.UTF8.GetBytes($"user-{plain.Id}")), Is.Null);
        Assert.That(
            _directory.FindMember(Encoding.UTF8.GetBytes($"user-{other.Id}")), Is.SameAs(other));
    }

    private void Fill(int people)
    {
        for (int i = 1; i < people; i++)
        {
            Enter($"guest{i:0000}x", new RecordingMemberOutput());
        }
    }

    private Member Enter(string name, IMemberOutput output)
    {
        Member member = _directory.AddMember(output);
        _directory.SetName(member, Encoding.UTF8.GetBytes(name));
        _directory.Enter(member, _directory.Main, 0, 0);
        return member;
    }
}
