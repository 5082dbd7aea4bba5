using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Terminal.Rooms;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>The devices of an account share how far their user has read.</summary>
internal sealed class ReadMarkTests
{
    private static readonly TimeSpan s_each = TimeSpan.FromSeconds(3);

    private TerminalHarness _terminal = null!;

    private ChatRoom Den => _terminal.Model.Rooms.Find("den")!;

    [SetUp]
    public void OpenTwoRooms()
    {
        _terminal = new TerminalHarness();
        _terminal.Join("lobby");
        _terminal.Join("den");
        _terminal.Type("\u001B1");
    }

    [Test]
    public void Line_that_was_read_on_another_device_is_not_unread()
    {
        Read("den", 0);
        _terminal.Say("bob", "ann: one", "den");
        _terminal.Say("bob", "two", "den");
        _terminal.Say("bob", "three", "den");
        Read("den", 2);
        Assert.That((Den.Unread, Den.IsCalling), Is.EqualTo((1, false)), "the mention was read");
        Read("den", 1);
        Assert.That(Den.Unread, Is.EqualTo(1), "it never goes back");
        Read("den", 9, incarnation: 2);
        Assert.That(Den.Unread, Is.EqualTo(1), "another room of the name");
        _terminal.Type("\u001B2");
        Assert.That(_terminal.Lines[^2], Does.Contain(" new "));
        Assert.That(_terminal.Lines[^1], Does.EndWith("three"));
        _terminal.Type("\u001B1");
        _terminal.Say("bob", "four", "den");
        Read("den", 4);
        Assert.That((Den.Unread, Den.IsCalling), Is.EqualTo((0, false)));
    }

    [TestCase(3UL, 2)]
    [TestCase(5UL, 0)]
    [TestCase(0UL, 0)]
    public void History_is_unread_where_the_other_device_has_stopped(ulong read, int unread)
    {
        Read("den", read);
        _terminal.TellPast("den", (2, "two", 9), (3, "three", 9), (4, "four", 9), (5, "five", 9));
        Assert.That(Den.Unread, Is.EqualTo(unread));
    }

    [Test]
    public void Shown_history_has_the_mark_where_the_other_device_has_stopped()
    {
        Read("lobby", 3);
        _terminal.TellPast("lobby", (3, "three", 9), (4, "four", 9), (5, "five", 9));
        Assert.That(_terminal.Lines[^3], Does.Contain(" new "));
        Assert.That(_terminal.Lines[^2], Does.EndWith("four"));
    }

    [Test]
    public void Seen_lines_are_sent_after_some_seconds_and_only_with_an_account()
    {
        _terminal.Say("bob", "one");
        Tick();
        Assert.That(Sent(), Is.Empty, "a guest");
        Read("lobby", 0);
        _terminal.Say("bob", "two");
        Tick();
        Assert.That(Sent(), Is.EqualTo(new[] { ("lobby", 2UL) }));
        _terminal.Say("bob", "three");
        _terminal.Say("bob", "elsewhere", "den");
        _terminal.Model.Tick();
        Assert.That(Sent(), Has.Length.EqualTo(1), "too soon");
        Tick();
        Assert.That(Sent()[1..], Is.EqualTo(new[] { ("lobby", 3UL) }));
        Tick();
        Assert.That(Sent(), Has.Length.EqualTo(2), "nothing new");
        _terminal.Model.Take(new ChatEvent { Kind = EventKind.Named, Name = "x", SenderId = 70 });
        _terminal.Say("bob", "four");
        Tick();
        Assert.That(Sent(), Has.Length.EqualTo(2), "another user");
    }

    private void Tick()
    {
        _terminal.Time.Advance(s_each);
        _terminal.Model.Tick();
    }

    private (string Room, ulong Sequence)[] Sent() =>
    [
        .. _terminal.Link.All
            .Where(static request => request.Verb == RequestVerb.Read)
            .Select(static request => (request.Target, request.Number)),
    ];

    private void Read(string room, ulong sequence, ulong incarnation = 1) =>
        _terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Read,
            Room = room,
            Sequence = sequence,
            Number = incarnation,
        });
}
