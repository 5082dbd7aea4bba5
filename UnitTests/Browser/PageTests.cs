using PuppeteerSharp;
using UnitTests.Support;

namespace UnitTests.Browser;

/// <summary>Users chat through the page, in a real browser, with a real server.</summary>
internal sealed class PageTests : BrowserFixture
{
    private ServerUnderTest _server = null!;

    [SetUp]
    public void StartServer() => _server = new ServerUnderTest();

    [TearDown]
    public void StopServer() => _server.Dispose();

    [Test]
    public async Task Two_users_and_a_terminal_talk_in_the_lobby()
    {
        await using ChatPage ann = await Enter("ann");
        await using ChatPage bob = await Enter("bob");
        using TestClient carl = _server.Text("carl");
        await ann.SayAsync("hello *bob* :tada:");
        await bob.SeesAsync("hello bob \U0001F389");
        carl.SkipTo("ann: hello *bob* :tada:");
        carl.Say("hi from nc");
        await ann.SeesAsync("hi from nc");
        await bob.SayAsync("ann: hi");
        await ann.SeesAsync("ann: hi");
        Assert.That(await ann.TextsAsync("#lines .mine mark"), Is.EqualTo(["ann"]));
        Assert.That(
            await ann.TextsAsync("#people-list .label"), Is.EqualTo(["ann", "bob", "carl"]));
    }

    [Test]
    public async Task Text_never_becomes_markup_of_the_page()
    {
        const string text = "<img src=x onerror=alert(1)> </li><script>alert(1)</script> &amp;";
        await using ChatPage ann = await Enter("ann");
        using TestClient carl = _server.Text("carl");
        carl.Say(text);
        await ann.SeesAsync(text);
        Assert.That(await ann.TextsAsync("#lines img, #lines script"), Is.Empty);
        Assert.ThrowsAsync<EvaluationFailedException>(() => ann.Page.EvaluateExpressionAsync(
            "document.querySelector('#lines').innerHTML = '<b>x</b>'"));
        ann.ForgetErrors("TrustedHTML");
    }

    [Test]
    public async Task Rooms_private_messages_and_topics_need_only_the_keyboard()
    {
        await using ChatPage ann = await Enter("ann");
        await using ChatPage bob = await Enter("bob");
        await ann.SayAsync("/join dev");
        await ann.UntilAsync("it shows dev", Shows("# dev"));
        await bob.SayAsync("@ann psst");
        await ann.UntilAsync(
            "bob's message is counted",
            "document.querySelector('#conversation-list .badge')?.textContent === '1'");
        await ann.PressAsync("Alt+Shift+ArrowDown");
        await ann.UntilAsync("it shows bob", Shows("bob"));
        await ann.SeesAsync("psst");
        await ann.SayAsync("yes?");
        await ann.PressAsync("Control+k");
        await ann.Page.Keyboard.TypeAsync("lob");
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.UntilAsync("it shows the lobby", Shows("# lobby"));
        await ann.SayAsync("/topic tea at three");
        await bob.PressAsync("Alt+ArrowUp");
        await bob.UntilAsync(
            "the topic", "document.querySelector('#topic').textContent === 'tea at three'");
        await bob.PressAsync("Alt+ArrowDown");
        await bob.SeesAsync("yes?");
    }

    [Test]
    public async Task Sent_private_message_is_no_draft_of_the_room()
    {
        await using ChatPage ann = await Enter("ann");
        using TestClient carl = _server.Text("carl");
        await ann.SayAsync("@carl psst");
        await ann.SeesAsync("psst");
        await ann.Page.ClickAsync("[data-place='#lobby']");
        await ann.UntilAsync("it shows the lobby", Shows("# lobby"));
        await ann.SayAsync("hello");
        carl.SkipTo("ann: hello");
    }

    [Test]
    public async Task Completion_and_history_work_as_in_the_terminal()
    {
        await using ChatPage ann = await Enter("ann");
        using TestClient carl = _server.Text("carl");
        await ann.UntilAsync("carl is listed", "document.querySelectorAll('.person').length === 2");
        await ann.Page.FocusAsync("#input");
        await ann.Page.Keyboard.TypeAsync("ca");
        await ann.PressAsync("Tab");
        await ann.Page.Keyboard.TypeAsync("one");
        await ann.PressAsync("Shift+Enter");
        await ann.Page.Keyboard.TypeAsync("two");
        await ann.PressAsync("Enter");
        carl.SkipTo("ann: carl: one");
        carl.SkipTo("ann: two");
        await ann.SeesAsync("two");
        await ann.PressAsync("ArrowUp");
        Assert.That(
            await ann.Page.EvaluateExpressionAsync<string>(
                "document.querySelector('#input').value"),
            Is.EqualTo("carl: one\ntwo"));
    }

    [Test]
    public async Task Reading_above_is_not_moved_by_new_messages()
    {
        await using ChatPage ann = await Enter("ann");
        using TestClient carl = _server.Text("carl");
        for (int i = 1; i <= 80; i++)
        {
            carl.Say($"line {i}.");
        }

        await ann.SeesAsync("line 80.");
        await ann.Page.EvaluateExpressionAsync(
            "document.querySelector('#scroller').scrollTop -= 700");
        await ann.UntilAsync("the button", "!document.querySelector('#pill').hidden");
        const string position = "document.querySelector('[data-seq]').getBoundingClientRect().top";
        double before = await ann.Page.EvaluateExpressionAsync<double>(position);
        carl.Say("new one");
        carl.Say("new two");
        await ann.UntilAsync(
            "the count", "document.querySelector('#pill').textContent === '2 new messages'");
        double after = await ann.Page.EvaluateExpressionAsync<double>(position);
        Assert.That(after, Is.EqualTo(before).Within(1));
        await ann.Page.ClickAsync("#pill");
        await ann.SeesAsync("new two");
        await ann.UntilAsync("no button", "document.querySelector('#pill').hidden");
    }

    [Test]
    public async Task Refused_name_and_refused_message_are_explained()
    {
        using TestClient carl = _server.Text("carl");
        await using ChatPage ann = await ChatPage.OpenAsync(Browser, _server.Port);
        await ann.Page.TypeAsync("#login-name", "carl");
        await ann.PressAsync("Enter");
        await ann.UntilAsync(
            "the reason", "document.querySelector('#login-error').textContent.length > 10");
        await ann.Page.EvaluateExpressionAsync("document.querySelector('#login-name').value = ''");
        await ann.Page.TypeAsync("#login-name", "ann");
        await ann.PressAsync("Enter");
        await ann.UntilAsync("it is in the lobby", Shows("# lobby"));
        await ann.SayAsync("@nobody hello");
        await ann.UntilAsync("the failure", "document.querySelector('.failure') !== null");
        await ann.Page.ClickAsync("[data-discard]");
        await ann.UntilAsync("it is gone", "document.querySelector('.failure') === null");
    }

    [TestCase(1280, 800)]
    [TestCase(768, 1024)]
    [TestCase(390, 844)]
    public async Task No_serious_violation_of_accessibility(int width, int height)
    {
        await using ChatPage ann = await ChatPage.OpenAsync(Browser, _server.Port, width, height);
        Assert.That(await ann.ViolationsAsync(), Is.Empty, "login");
        await ann.DisposeAsync();
        await using ChatPage bob = await ChatPage.EnterAsync(
            Browser, _server.Port, "bob", width, height);
        await bob.SayAsync("some `code` and https://a.example");
        await bob.SayAsync("@nobody hello");
        await bob.SayAsync("/help");
        foreach (string scheme in new[] { "light", "dark" })
        {
            await bob.Page.EmulateMediaFeaturesAsync(
            [
                new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme },
            ]);
            Assert.That(await bob.ViolationsAsync(), Is.Empty, scheme);
        }

        await bob.Page.EvaluateExpressionAsync(
            "document.querySelector('#settings-button').click()");
        Assert.That(await bob.ViolationsAsync(), Is.Empty, "settings");
        await bob.Page.EvaluateExpressionAsync(
            "document.querySelector('#account-button').click()");
        Assert.That(await bob.ViolationsAsync(), Is.Empty, "account");
    }

    [Test]
    public async Task Page_needs_at_most_12_requests_and_100_kilobytes()
    {
        await using ChatPage ann = await Enter("ann");

        // The browser itself asks for favicon.ico, once for all visits. The icons that the page
        // draws are blobs.
        string[] paths =
        [
            .. ann.Requests.Where(
                static path => path.StartsWith('/') && path is not ("/ws" or "/favicon.ico")),
        ];
        Assert.That(paths, Has.Length.InRange(3, 12), string.Join(' ', paths));
        int bytes = await ann.Page.EvaluateExpressionAsync<int>(
            "['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))"
            + ".reduce((sum, entry) => sum + entry.transferSize, 0)");
        Assert.That(bytes, Is.InRange(10_000, 100_000));
        TestContext.Out.WriteLine($"{paths.Length} requests, {bytes} bytes");
    }

    private static string Shows(string place) =>
        $"document.querySelector('#place-name').textContent === '{place}'";

    private Task<ChatPage> Enter(string name) =>
        ChatPage.EnterAsync(Browser, _server.Port, name);
}
