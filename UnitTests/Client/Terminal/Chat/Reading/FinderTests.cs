using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Drawing;
using SimpleClient.Terminal.Keys;

namespace UnitTests.Client.Terminal.Chat.Reading;

/// <summary>The search in the loaded lines (Ctrl-F).</summary>
internal sealed class FinderTests
{
    private const string CtrlF = "\u0006";
    private const string Up = "\u001B[A";
    private const string Down = "\u001B[B";

    [Test]
    public void Newest_hit_is_shown_while_typing_and_highlighted()
    {
        TerminalHarness terminal = Filled();
        terminal.Type(CtrlF + "needle");
        Assert.That(terminal.Lines, Has.Some.EndsWith("needle 70"));
        Assert.That(terminal.Lines, Has.None.EndsWith("needle 10"));
        Assert.That(terminal.Input, Is.EqualTo($"{SearchSentences.Find(8, 8)} needle"));
        string all = string.Concat(
            ScreenLayout.Draw(terminal.Model, 80, 24, inColour: true).Rows);
        Assert.That(all, Does.Contain("\u001B[0;1;7mneedle\u001B[0m"));
    }

    [Test]
    public void Up_and_Down_go_from_hit_to_hit_and_Esc_returns()
    {
        TerminalHarness terminal = Filled();
        terminal.Type("\u001B[5~");
        string[] before = terminal.Screen();
        terminal.Type($"{CtrlF}NEEDLE{Up}{Up}");
        Assert.That(terminal.Lines, Has.Some.EndsWith("needle 50"));
        terminal.Type($"{Up}{Up}{Up}{Up}{Up}{Up}{Up}{Up}");
        Assert.That(terminal.Input, Does.StartWith(SearchSentences.Find(1, 8)));
        terminal.Type(Down);
        Assert.That(terminal.Lines, Has.Some.EndsWith("needle 10"));
        terminal.Model.Press(new Key(KeyCode.Escape));
        Assert.That(terminal.Screen(), Is.EqualTo(before));
        Assert.That(terminal.Typed, Is.Empty);
    }

    [Test]
    public void Enter_asks_the_server()
    {
        TerminalHarness terminal = Filled();
        terminal.Type($"{CtrlF}lost words\r");
        Assert.That(terminal.Link.Last(RequestVerb.Search).Text, Does.Contain("lost words"));
        Assert.That(terminal.Model.Finder.Wanted, Is.Null);
    }

    [Test]
    public void Answer_of_the_server_is_on_the_screen()
    {
        TerminalHarness terminal = Filled();
        terminal.Type($"{CtrlF}needle{Up}{Up}\r");
        terminal.Answer(terminal.Link.Last(RequestVerb.Search), EventKind.Notice, "Nothing.");
        Assert.That(terminal.Lines[^1], Does.EndWith("Nothing."));
    }

    [Test]
    public void Draft_is_kept_and_another_place_ends_the_search()
    {
        TerminalHarness terminal = Filled();
        terminal.Join("dev");
        terminal.Type("draft");
        terminal.Type($"{CtrlF}x\u001B1");
        Assert.That(terminal.Model.Finder.Wanted, Is.Null);
        terminal.Type("\u001B2");
        Assert.That(terminal.Typed, Is.EqualTo("draft"));
    }

    [Test]
    public void Text_without_a_hit_moves_nothing()
    {
        TerminalHarness terminal = Filled();
        string[] before = terminal.Lines;
        terminal.Type($"{CtrlF}zzz");
        Assert.That(terminal.Lines, Is.EqualTo(before));
        Assert.That(terminal.Input, Does.StartWith(SearchSentences.Find(0, 0)));
    }

    private static TerminalHarness Filled()
    {
        TerminalHarness terminal = new TerminalHarness();
        for (int i = 0; i < 80; i++)
        {
            terminal.Say("bob", i % 10 == 0 ? $"needle {i}" : $"hay {i}");
        }

        return terminal;
    }
}
