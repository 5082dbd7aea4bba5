using UnitTests.Support;

namespace UnitTests.Browser;

/// <summary>What the page looks like, as far as it can be measured.</summary>
internal sealed class PageLayoutTests : BrowserFixture
{
    private const string Left =
        "(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)"
        + "(document.querySelector('#scroller'))";

    private ServerUnderTest _server = null!;

    [SetUp]
    public void Start() => _server = new();

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public async Task Typing_in_a_draft_of_several_lines_moves_no_messages()
    {
        await using ChatPage ann = await ChatPage.EnterAsync(Browser, _server.Port, "ann");
        using TestClient carl = _server.Text("carl");
        for (int i = 1; i <= 40; i++)
        {
            carl.Say($"line {i}.");
        }

        await ann.SeesAsync("line 40.");
        await ann.Page.FocusAsync("#input");
        for (int line = 0; line < 5; line++)
        {
            await ann.Page.Keyboard.TypeAsync("x");
            await ann.PressAsync("Shift+Enter");
        }

        // Each key measures the input again, and its height stays the same.
        await ann.Page.Keyboard.TypeAsync("xyz");
        await ann.UntilAsync("the newest message is visible", $"{Left} < 2");
        Assert.That(
            await ann.Page.EvaluateExpressionAsync<bool>("document.querySelector('#pill').hidden"));
    }

    [Test]
    public async Task Input_does_not_move_when_files_cannot_be_shared()
    {
        using StoredServer stored = new();
        await using ChatPage ann = await ChatPage.EnterAsync(Browser, stored.Proxy.Port, "ann");
        const string edge = "document.querySelector('#input').getBoundingClientRect().left";
        await ann.UntilAsync("a paper clip", "!document.querySelector('#attach-button').hidden");
        double inRoom = await ann.Page.EvaluateExpressionAsync<double>(edge);
        await ann.SayAsync("@ann to myself");
        await ann.Page.EvaluateExpressionAsync(
            "document.querySelector('[data-place=\"@ann\"]')?.click()");
        await ann.UntilAsync(
            "no paper clip", "document.querySelector('#attach-button').hidden");
        Assert.That(
            await ann.Page.EvaluateExpressionAsync<double>(edge), Is.EqualTo(inRoom));
    }

    [Test]
    public async Task Help_is_a_table()
    {
        await using ChatPage ann = await ChatPage.EnterAsync(Browser, _server.Port, "ann");
        await ann.SayAsync("/help");
        await ann.SeesAsync("/msg NAME TEXT");
        string[] commands = await ann.TextsAsync(".usage > :first-child");
        Assert.That(commands, Does.Contain("/join ROOM").And.Contain("/topic [TEXT]"));
        Assert.That(
            await ann.TextsAsync(".note .text > :not(.usage)"),
            Has.None.Contain("  "), "Columns of spaces need a font of one width.");
    }

    [TestCase(1280, 800)]
    [TestCase(768, 1024)]
    [TestCase(390, 844)]
    public async Task No_text_is_wider_than_the_page(int width, int height)
    {
        await using ChatPage ann =
            await ChatPage.EnterAsync(Browser, _server.Port, "ann", width, height);
        using TestClient carl = _server.Text(new string('m', 32));
        string word = new('w', 400);
        carl.Say($"/topic {word[..300]}");
        carl.Say(word);
        carl.Say($"`{word}`");
        carl.Say($"https://example.org/{word}");
        carl.Say($"/me {word}");
        carl.Say("last");
        await ann.SeesAsync("last");
        string[] wide = await ann.Page.EvaluateFunctionAsync<string[]>(
            """
            () => [...document.querySelectorAll("body, #conversation, #scroller, #lines > li")]
              .filter((one) => one.scrollWidth > one.clientWidth)
              .map((one) => `${one.id || one.className}: ${one.scrollWidth} > ${one.clientWidth}`)
            """);
        Assert.That(wide, Is.Empty);
    }
}
