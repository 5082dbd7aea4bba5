using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>After a lost connection, each missed line is shown exactly once.</summary>
internal sealed class HistoryGapTests
{
    private const ulong NewId = 70;

    [Test]
    public void Every_room_is_joined_again()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Join("dev", next: 5));
        Back(terminal);
        Assert.That(
            terminal.Link.Asked.Select(static r => (r.Verb, r.Target)),
            Is.EqualTo(new[] { (RequestVerb.Join, "dev") }),
            "the lobby is entered with the name");
    }

    [Test]
    public void Missed_lines_are_shown_once()
    {
        TerminalHarness terminal = Lost(static terminal =>
        {
            terminal.Say("bob", "seen 1");
            terminal.Say("bob", "seen 2");
        });
        Back(terminal, next: 6);
        terminal.TellPast("lobby", (1, "seen 1", 9), (2, "seen 2", 9), (4, "missed", 9));
        terminal.Say("bob", "live");
        Assert.That(terminal.Lines[^4..], Is.EqualTo(new[]
        {
            $"-- {TerminalSentences.YouAreBack("lobby", TerminalSentences.Company(1), "30 s")}",
            $"-- {TerminalSentences.Away}", "old: missed", "bob: live",
        }));
        Assert.That(terminal.Lines.Count(static line => line.EndsWith("seen 2")), Is.EqualTo(1));
    }

    [Test]
    public void Own_message_in_the_history_of_another_room_is_not_unread()
    {
        TerminalHarness terminal = Lost(static terminal =>
        {
            terminal.Join("dev");
            terminal.Enter("mine");
            terminal.Type("\u001B1");
        });
        Back(terminal);
        terminal.Join("dev", next: 3);
        terminal.TellPast("dev", (1, "mine", TerminalHarness.OwnId));
        Assert.That(terminal.Status, Does.Contain("2 dev \u2502"));
    }

    [Test]
    public void Gap_beyond_the_history_of_the_server_is_reported()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Say("bob", "seen"));
        Back(terminal, next: 100);
        terminal.TellPast("lobby", (98, "late 1", 9), (99, "late 2", 9));
        Assert.That(terminal.Lines[^3], Does.Contain(TerminalSentences.AwayWithHoles));
    }

    [TestCase(1UL, false, TestName = "The_first_kept_line_was_seen_long_before")]
    [TestCase(2UL, false, TestName = "The_first_kept_line_is_the_last_that_was_seen")]
    [TestCase(3UL, false, TestName = "The_first_kept_line_follows_the_last_that_was_seen")]
    [TestCase(4UL, true, TestName = "Between_the_last_seen_and_the_first_kept_line_is_a_number")]
    public void Missing_lines_are_reported_only_if_possible(ulong first, bool mayBeMissing)
    {
        TerminalHarness terminal = Lost(static terminal =>
        {
            terminal.Say("bob", "seen 1");
            terminal.Say("bob", "seen 2");
        });
        Back(terminal, next: 10);
        terminal.TellPast("lobby", [.. Range(first, 8)]);
        Assert.That(
            terminal.Lines.Any(static line => line.Contains(TerminalSentences.AwayWithHoles)),
            Is.EqualTo(mayBeMissing));
        Assert.That(
            terminal.Lines.Count(static line => line.StartsWith("old: ")),
            Is.EqualTo(8 - (int)Math.Max(3, first) + 1));

        static IEnumerable<(ulong Sequence, string Text, ulong Sender)> Range(ulong from, ulong to)
        {
            for (ulong i = from; i <= to; i++)
            {
                yield return (i, $"line {i}", 9);
            }
        }
    }

    [Test]
    public void Absence_without_messages_is_reported()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Say("bob", "seen"));
        Back(terminal, next: 4);
        terminal.TellPast("lobby", (1, "seen", 9));
        Assert.That(terminal.Lines[^1], Is.EqualTo($"-- {TerminalSentences.NothingSaid}"));
    }

    [Test]
    public void Recreated_room_has_new_sequence_numbers()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Say("bob", "seen"));
        Back(terminal, incarnation: 2, next: 3);
        terminal.TellPast("lobby", (1, "first of the new one", 9));
        Assert.That(
            terminal.Lines.Any(static line => line.Contains(TerminalSentences.RoomMadeAnew)),
            Is.True);
        Assert.That(terminal.Lines[^1], Is.EqualTo("old: first of the new one"));
    }

    [Test]
    public void Delivered_own_message_is_confirmed_by_the_history()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Enter("did it arrive?"));
        Assert.That(terminal.Lines, Does.Contain("ann: did it arrive? \u2026"));
        Back(terminal, next: 4);
        terminal.TellPast("lobby", (1, "did it arrive?", TerminalHarness.OwnId));
        Assert.That(terminal.Lines[^1], Is.EqualTo("old: did it arrive?"));
        Assert.That(terminal.Typed, Is.Empty);
    }

    [Test]
    public void Undelivered_own_message_is_given_back()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Enter("did it arrive?"));
        Back(terminal, next: 4);
        terminal.TellPast("lobby", (2, "did it arrive?", 9));
        Assert.That(terminal.Lines, Does.Contain($"{TerminalSentences.NotSent("")}did it arrive?"));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo("did it arrive?"));
    }

    [Test]
    public void Empty_room_asks_for_history_to_resolve_pending_messages()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Enter("did it arrive?"));
        Back(terminal, next: 2);
        Request asked = terminal.Link.Last(RequestVerb.History);
        Assert.That((asked.Target, asked.IsQuiet), Is.EqualTo(("lobby", true)));
        terminal.TellPast("lobby");
        Assert.That(terminal.Lines, Does.Contain($"{TerminalSentences.NotSent("")}did it arrive?"));
        Assert.That(terminal.Lines.Any(static line => line.EndsWith('\u2026')), Is.False);
    }

    [Test]
    public void Reused_member_id_after_a_restart_confirms_nothing()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Enter("hello"));
        Back(terminal, incarnation: 2, next: 4);
        terminal.TellPast("lobby", (2, "hello", TerminalHarness.OwnId));
        Assert.That(terminal.Lines, Does.Contain($"{TerminalSentences.NotSent("")}hello"));
    }

    [Test]
    public void Repeated_message_is_confirmed_separately()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Enter("hello"));
        Back(terminal, next: 4);
        terminal.Enter("hello");
        terminal.Tell(EventKind.Said, "lobby", "ann", "hello", NewId);
        Assert.That(terminal.Lines[^2..], Is.EqualTo(new[] { "ann: hello", "ann: hello \u2026" }));
        terminal.TellPast("lobby");
        Assert.That(
            terminal.Lines, Does.Contain($"{TerminalSentences.NotSent("")}hello"), "the first one");
    }

    [Test]
    public void Mention_during_the_absence_rings_the_bell()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Say("bob", "seen"));
        Back(terminal, next: 4);
        terminal.TellPast("lobby", (1, "seen", 9), (3, "ann, where are you?", 9));
        Assert.That(terminal.Model.TakeBell(), Is.True);
    }

    [Test]
    public void Second_loss_before_the_history_loses_no_line()
    {
        TerminalHarness terminal = Lost(static terminal => terminal.Say("bob", "seen"));
        terminal.Model.Disconnect("lost again");
        Back(terminal, next: 9);
        terminal.TellPast("lobby", (1, "seen", 9), (8, "missed", 9));
        Assert.That(terminal.Lines[^2..], Is.EqualTo(new[]
        {
            $"-- {TerminalSentences.Away}", "old: missed",
        }));
    }

    [Test]
    public void Changed_own_name_is_explained()
    {
        TerminalHarness terminal = Lost(static _ => { });
        terminal.Link.IsUp = true;
        terminal.Model.Reconnect("ann", "ann_");
        Assert.That(
            string.Join(' ', terminal.Lines),
            Does.Contain(TerminalSentences.OtherNameNow("ann", "ann_")));
    }

    [Test]
    public void Enter_on_an_empty_line_reconnects_at_once()
    {
        TerminalHarness terminal = Lost(static _ => { });
        terminal.Type("\r");
        Assert.That(terminal.Link.Retries, Is.EqualTo(1));
    }

    [Test]
    public void Retry_delay_grows_to_a_minute_with_random_variation()
    {
        var backoff = new Backoff(new Random(20261121));
        TimeSpan whole = Backoff.First;
        for (int i = 0; i < 12; i++)
        {
            Assert.That(backoff.Next(), Is.InRange(whole / 2, whole));
            whole = whole * 2 < Backoff.Longest ? whole * 2 : Backoff.Longest;
        }

        backoff.Lose(Backoff.Longest);
        Assert.That(backoff.Next(), Is.LessThanOrEqualTo(Backoff.First));
    }

    private static TerminalHarness Lost(Action<TerminalHarness> before)
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        before(terminal);
        terminal.Link.IsUp = false;
        terminal.Model.Disconnect("The connection is lost.");
        terminal.Time.Advance(30);
        return terminal;
    }

    private static void Back(TerminalHarness terminal, ulong incarnation = 1, ulong next = 10)
    {
        terminal.Link.IsUp = true;
        terminal.Model.Reconnect("ann", "ann");
        terminal.Tell(EventKind.Named, name: "ann", sender: NewId);
        terminal.Join("lobby", incarnation, next);
    }
}
