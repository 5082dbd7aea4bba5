using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>Messages that were shown, and that the server has lost in a crash.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LostLinesTests
{
    private const ulong Bob = 9;

    private readonly TerminalHarness _terminal = new();

    public LostLinesTests()
    {
        Say(sequence: 1, request: 4, "kept");
        Say(sequence: 2, request: 5, "one");
        Say(sequence: 3, request: 6, "two");
        _terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Resumed,
            SenderId = TerminalHarness.OwnId,
            Entries = [new ChatListEntry("lobby", 1, "")],
        });
    }

    [Test]
    public void Lines_above_the_last_kept_one_are_marked() =>
        Assert.That(_terminal.Lines[^3..], Is.EqualTo(new[]
        {
            "bob: kept",
            $"bob: one{TerminalSentences.LostMark}",
            $"bob: two{TerminalSentences.LostMark}",
        }));

    [Test]
    public void Line_that_is_sent_again_replaces_the_lost_one()
    {
        Say(sequence: 2, request: 6, "two");
        Assert.That(_terminal.Lines[^3..], Is.EqualTo(new[]
        {
            "bob: kept",
            $"bob: one{TerminalSentences.LostMark}",
            "bob: two",
        }));
        Say(sequence: 3, request: 5, "one");
        Assert.That(
            _terminal.Lines[^3..], Is.EqualTo(new[] { "bob: kept", "bob: two", "bob: one" }));
    }

    [Test]
    public void Line_of_another_request_or_sender_replaces_nothing()
    {
        Say(sequence: 2, request: 7, "two");
        Say(sequence: 3, request: 6, "two", sender: 10);
        Say(sequence: 4, request: 0, "two");
        Assert.That(
            _terminal.Lines.Count(static line =>
                line.EndsWith(TerminalSentences.LostMark, StringComparison.Ordinal)),
            Is.EqualTo(2));
    }

    private void Say(ulong sequence, ulong request, string text, ulong sender = Bob) =>
        _terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Said,
            Room = "lobby",
            Name = "bob",
            Text = text,
            Sequence = sequence,
            SenderId = sender,
            RequestId = request,
            Time = _terminal.Time.GetUtcNow(),
        });
}
