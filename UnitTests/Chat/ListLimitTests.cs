using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Commands;
using Protocol.Messages;

namespace UnitTests.Chat;

/// <summary>How much a list shows, exactly at its limit.</summary>
internal sealed class ListLimitTests
{
    private const int ListEntries = 1000;
    private const int ShownBans = 100;
    private const int QuotedBytes = 64;

    private Lobby _lobby = null!;
    private CommandContext _context = null!;
    private RecordingDelivery _delivery = null!;

    [SetUp]
    public void Start()
    {
        ulong incarnations = 0;
        _lobby = new Lobby(
            new ChatLimits(4096, 0, 32, 5000), new SilentBroadcast(), () => ++incarnations);
        _context = new CommandContext(
            _lobby, new House(new SilentOffice(), null, null), new NoFigures());
        _delivery = new RecordingDelivery();
        _context.Member = Enter("operator", _delivery);
        _context.Member.Rank = Rank.Operator;
    }

    [TestCase(ListEntries - 1)]
    [TestCase(ListEntries)]
    [TestCase(ListEntries + 1)]
    public void A_list_of_members_has_so_many_entries_and_tells_how_many_there_are(int people)
    {
        Fill(people);
        MembersCommand.Run(_context, new ClientRequest { Verb = RequestVerb.Members });
        Assert.That(
            _delivery.List, Is.EqualTo(((ulong)people, Math.Min(people, ListEntries))));
    }

    [TestCase(ListEntries - 1)]
    [TestCase(ListEntries)]
    [TestCase(ListEntries + 1)]
    public void A_list_of_rooms_has_so_many_entries_and_tells_how_many_there_are(int rooms)
    {
        for (int i = 1; i < rooms; i++)
        {
            _lobby.FindOrMakeRoom(Encoding.UTF8.GetBytes($"room{i:0000}x"));
        }

        RoomsCommand.Run(_context, new ClientRequest { Verb = RequestVerb.Rooms });
        Assert.That(_delivery.List, Is.EqualTo(((ulong)rooms, Math.Min(rooms, ListEntries))));
    }

    [TestCase(ListEntries - 1, 0)]
    [TestCase(ListEntries, 0)]
    [TestCase(ListEntries + 1, 1)]
    [TestCase(ListEntries + 9, 9)]
    public void A_list_of_everybody_has_so_many_lines_and_tells_how_many_are_left_out(
        int people, int more)
    {
        Fill(people);
        PeopleList.Tell(_context, default);
        string[] lines = _delivery.Texts[^1].Split('\n');
        int listed = Math.Min(people, ListEntries);
        Assert.That(lines, Has.Length.EqualTo(1 + listed + (more > 0 ? 1 : 0)));
        Assert.That(lines[listed], Does.Contain("in lobby"), "the last person that is listed");
        Assert.That(lines[^1] == $"  and {more} more", Is.EqualTo(more > 0));
    }

    [TestCase(ShownBans - 1)]
    [TestCase(ShownBans)]
    [TestCase(ShownBans + 1)]
    public void A_list_of_bans_shows_the_last_of_them(int bans)
    {
        for (int i = 1; i <= bans; i++)
        {
            var ban = new Sanction($"name{i}", Sanction.ForGood, "", "ops")
            {
                Look = NameLook.Of(Encoding.UTF8.GetBytes($"name{i}")),
            };
            Assert.That(_context.House.Bans.TryAdd(ban, nowMs: 0), Is.True, $"{i}");
        }

        BansCommand.Run(_context, default);
        string[] lines = _delivery.Texts[^1].Split('\n');
        int shown = Math.Min(bans, ShownBans);
        string head = $"Banned ({bans}):"
            + (bans > ShownBans ? $" the last {ShownBans} of them" : "");
        Assert.That(lines[0], Is.EqualTo(head));
        Assert.That(lines, Has.Length.EqualTo(1 + shown + 1));
        Assert.That(lines[1], Does.StartWith($"  name{bans - shown + 1} "));
        Assert.That(lines[shown], Does.StartWith($"  name{bans} "));
    }

    [TestCase(QuotedBytes - 1)]
    [TestCase(QuotedBytes)]
    [TestCase(QuotedBytes + 1)]
    public void A_refusal_repeats_so_much_of_what_was_sent(int bytes)
    {
        _context.RefuseQuoting(
            default, RefusalCode.NoSuchPerson, Encoding.ASCII.GetBytes(new string('x', bytes)));
        Assert.That(
            _delivery.Texts[^1].Count(static c => c == 'x'),
            Is.EqualTo(Math.Min(bytes, QuotedBytes)));
    }

    [Test]
    public void A_private_message_takes_a_number_of_its_receiver()
    {
        var received = new RecordingDelivery();
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
        Assert.That(_context.Member.PrivateSequence, Is.EqualTo(1), "its own numbers");
    }

    [Test]
    public void Only_a_member_whose_name_is_not_ASCII_is_found_by_an_alias()
    {
        Member plain = Enter("bob", new RecordingDelivery());
        Member other = Enter("\u00C4nne", new RecordingDelivery());
        Assert.That(_lobby.FindMember(Encoding.UTF8.GetBytes($"user-{plain.Id}")), Is.Null);
        Assert.That(
            _lobby.FindMember(Encoding.UTF8.GetBytes($"user-{other.Id}")), Is.SameAs(other));
    }

    private void Fill(int people)
    {
        for (int i = 1; i < people; i++)
        {
            Enter($"guest{i:0000}x", new RecordingDelivery());
        }
    }

    private Member Enter(string name, IDelivery delivery)
    {
        Member member = _lobby.Welcome(delivery);
        _lobby.SetName(member, Encoding.UTF8.GetBytes(name));
        _lobby.Enter(member, _lobby.Main, 0, 0);
        return member;
    }
}
