using Protocol.Messages;

namespace UnitTests.Client.Terminal;

/// <summary>Messages that the view does not show are counted and marked.</summary>
internal sealed class UnreadTests
{
    private const string PageUp = "\u001B[5~";
    private const string Escape = "\u001B[6~\u001B[6~\u001B[6~\u001B[6~\u001B[6~\u001B[6~";

    [Test]
    public void New_lines_below_a_reader_further_up_are_counted_and_marked()
    {
        Desk desk = FurtherUp();
        Assert.That(desk.Status, Does.Contain("below").And.Not.Contain("new below"));
        desk.Say("bob", "one");
        desk.Say("bob", "two");
        Assert.That(desk.Status, Does.Contain("| 2 new below, Esc: newest"));
        desk.Say("bob", "ann: three");
        Assert.That(desk.Status, Does.Contain("| 3! new below, Esc: newest"));
        desk.Type(Escape);
        Assert.That(desk.Status, Does.Not.Contain("below"));
        Assert.That(desk.Lines[^4], Does.Contain(" new "));
        Assert.That(
            desk.Lines[^3..], Is.EqualTo(new[] { "bob: one", "bob: two", "bob: ann: three" }));
    }

    [Test]
    public void They_stay_unread_while_another_room_is_looked_at()
    {
        Desk desk = FurtherUp();
        desk.Join("dev");
        desk.Type("\u001B1");
        desk.Say("bob", "one");
        desk.Type("\u001B2");
        Assert.That(desk.Status, Does.Contain("1:lobby +1"));
        desk.Say("bob", "two");
        Assert.That(desk.Status, Does.Contain("1:lobby +2"));
        desk.Type("\u001B1");
        Assert.That(desk.Status, Does.Contain("| 2 new below"));
        desk.Type(Escape);
        Assert.That(desk.Lines[^3], Does.Contain(" new "), "above the first of them");
        desk.Type("\u001B2");
        Assert.That(desk.Status, Does.Not.Contain("lobby"));
    }

    [Test]
    public void A_private_message_below_is_counted_where_it_is_shown()
    {
        Desk desk = FurtherUp();
        desk.Join("dev");
        desk.Type("\u001B1");
        desk.Tell(EventKind.Told, name: "bob", text: "psst");
        Assert.That(desk.Status, Does.Contain("| 1 new below"));
        desk.Type("\u001B2");
        Assert.That(desk.Status, Does.Contain("1:lobby +1"));
    }

    [Test]
    public void Own_words_and_what_is_seen_at_once_are_not_counted()
    {
        var desk = new Desk();
        desk.Say("bob", "seen");
        Assert.That(desk.Model.Rooms.Seen.Unread, Is.Zero);
        desk = FurtherUp();
        desk.Confirm("own");
        Assert.That(desk.Status, Does.Not.Contain("new below"));
    }

    [Test]
    public void Saying_something_goes_to_the_end_and_has_read_all()
    {
        Desk desk = FurtherUp();
        desk.Say("bob", "one");
        desk.Enter("hi");
        Assert.That(desk.Status, Does.Not.Contain("below"));
        Assert.That(desk.Model.Rooms.Seen.Unread, Is.Zero);
    }

    private static Desk FurtherUp()
    {
        var desk = new Desk();
        for (int i = 1; i <= 60; i++)
        {
            desk.Say("bob", $"line {i}");
        }

        desk.Screen();
        desk.Type(PageUp + PageUp);
        return desk;
    }
}
