using Protocol.Commands;
using SimpleClient.Terminal.Chat.Sending;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Scrolling;

namespace UnitTests.Web.Page;

/// <summary>The terminal client's rules, with the examples that the page's tests use too.</summary>
internal sealed class SameAsTerminalTests
{
    [TestCaseSource(typeof(PageExamples), nameof(PageExamples.Mention))]
    public void Mention_is_found(string text, string name, int at) =>
        Assert.That(Mention.Find(text, name), Is.EqualTo(at));

    [TestCaseSource(typeof(PageExamples), nameof(PageExamples.Presence))]
    public void Joins_and_leaves_are_folded(string events, string text)
    {
        Presence all = events.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(
            Presence.Nobody,
            static (all, one) => one[0] == '+' ? all.Joined(one[1..]) : all.Left(one[1..]));
        Assert.That(all.ToString(), Is.EqualTo(text));
    }

    [TestCaseSource(typeof(PageExamples), nameof(PageExamples.Block))]
    public void Pasted_block_becomes_messages(string text, string[] messages) => Assert.That(
        new PastedBlock(text).Lines.Select(static line => $"{line.EmptyLines}:{line.Text}"),
        Is.EqualTo(messages));

    [TestCaseSource(typeof(PageExamples), nameof(PageExamples.Completion))]
    public void Word_is_completed(string typed, string[] words)
    {
        string before = typed[..(typed.LastIndexOf(' ') + 1)];
        var line = new InputLine();
        line.Set(typed, typed.Length);
        var completion = new Completion(new ExampleWords());
        var found = new List<string>();
        while (completion.Step(line, backwards: false)
            && !found.Contains(line.Text[before.Length..]))
        {
            found.Add(line.Text[before.Length..]);
            if (words.Length == 1)
            {
                break;
            }
        }

        Assert.That(found, Is.EqualTo(words));
    }

    private sealed class ExampleWords : IWords
    {
        public IEnumerable<string> Names => PageExamples.Words("names");

        public IEnumerable<string> Rooms => PageExamples.Words("rooms");

        public IEnumerable<string> Commands => CommandCatalog.Words;
    }
}
