using PuppeteerSharp;
using UnitTests.Support;

namespace UnitTests.Browser;

/// <summary>The page over a cut line, a restart of the server and a reload.</summary>
internal sealed class PageSessionTests : BrowserFixture
{
    private const string Online = "document.querySelector('#offline').hidden";

    private const string Rows = "#lines .message .text";

    private StoredServer _world = null!;

    [SetUp]
    public void StartServer() => _world = new StoredServer();

    [TearDown]
    public void StopServer() => _world.Dispose();

    [Test]
    public async Task Cut_line_loses_doubles_and_reorders_nothing()
    {
        await using ChatPage ann = await Enter("ann");
        using TestClient carl = _world.Server.Text("carl");
        var expected = new List<string>();
        for (int round = 1; round <= 4; round++)
        {
            carl.Say($"c{round}");
            await ann.SeesAsync($"c{round}");
            await ann.SayAsync($"a{round}");
            carl.SkipTo($"ann: a{round}");
            _world.Proxy.Cut();
            carl.Say($"missed{round}");
            await ann.SayAsync($"offline{round}");
            carl.SkipTo($"ann: offline{round}");
            await ann.SeesAsync($"offline{round}");
            await ann.UntilAsync("it is online", Online);
            expected.AddRange([$"c{round}", $"a{round}", $"missed{round}", $"offline{round}"]);
        }

        await ann.SeesAsync("missed4");
        Assert.That(await MessagesAsync(ann), Is.EqualTo(expected));
        Assert.That(await ann.TextsAsync("#lines .presence"), Has.Length.LessThanOrEqualTo(1));
    }

    [Test]
    public async Task Restarted_server_loses_doubles_and_reorders_nothing()
    {
        await using ChatPage ann = await Enter("ann");
        await ann.SayAsync("/join dev");
        await ann.UntilAsync("it shows dev", Shows("# dev"));
        await ann.SayAsync("one");
        await ann.SeesAsync("one");
        _world.Restart();
        using (TestClient carl = _world.Server.Text("carl"))
        {
            carl.Say("/join dev");
            carl.Say("two");
            await ann.SayAsync("three");
            carl.SkipTo("[dev] ann: three");
            await ann.SeesAsync("three");
            await ann.SeesAsync("two");
        }

        await ann.UntilAsync("it is online", Online);
        Assert.That(await MessagesAsync(ann), Is.EqualTo(["one", "two", "three"]));
    }

    [Test]
    public async Task Cut_line_without_news_asks_for_no_history()
    {
        await using ChatPage ann = await Enter("ann");
        await ann.SayAsync("hello");
        await ann.SeesAsync("hello");
        var sent = new List<string>();
        await ann.WatchRequestsAsync(sent);
        _world.Proxy.Cut();
        await ann.UntilAsync("it noticed", $"!{Online}");
        await ann.UntilAsync("it is online", Online);
        await ann.SayAsync("again");
        await ann.SeesAsync("again");
        lock (sent)
        {
            Assert.That(sent, Has.Some.Contains("\"verb\":\"resume\""));
            Assert.That(sent, Has.None.Contains("\"verb\":\"history\""));
        }
    }

    [Test]
    public async Task Reload_keeps_private_conversations_and_leaving_deletes_them()
    {
        await using ChatPage ann = await Enter("ann");
        using TestClient carl = _world.Server.Text("carl");
        await ann.SayAsync("@carl psst");
        await ann.SeesAsync("psst");
        carl.Say("@ann what?");
        await ann.SeesAsync("what?");
        await ann.Page.ReloadAsync();
        await LogInAsync(ann, "ann");
        await ann.Page.ClickAsync("[data-place='@carl']");
        await ann.UntilAsync("it shows carl", Shows("carl"));
        Assert.That(await MessagesAsync(ann), Is.EqualTo(["psst", "what?"]));
        carl.Say("@ann hm");
        await ann.SeesAsync("hm");
        Assert.That(await MessagesAsync(ann), Is.EqualTo(["psst", "what?", "hm"]));
        await ann.SayAsync("/quit");
        await LogInAsync(ann, "ann");
        Assert.That(await ann.TextsAsync("#conversation-list .label"), Is.Empty);
    }

    [Test]
    public async Task Account_is_registered_and_used_in_forms()
    {
        const string password = "correct horse";
        await using ChatPage ann = await Enter("ann");
        await ann.Page.ClickAsync("#settings-button");
        await ann.Page.ClickAsync("#account-button");
        await ann.Page.TypeAsync("#register-password", "short");
        await ann.PressAsync("Enter");
        await ann.UntilAsync("the refusal", HasText("#account-error"));
        await ann.Page.EvaluateExpressionAsync(
            "document.querySelector('#register-password').value = ''");
        await ann.Page.TypeAsync("#register-password", password);
        await ann.PressAsync("Enter");
        await ann.UntilAsync(
            "it is registered",
            "document.querySelector('#account-submit').textContent === 'Log out'");
        await ann.Page.ClickAsync("#account-dialog .close");

        // The old session is unknown to the new server after a quit, so only the login helps.
        await ann.SayAsync("/quit");
        await ann.Page.BringToFrontAsync();
        await ann.UntilAsync("the login", "!document.querySelector('#login').hidden");
        await ann.Page.FocusAsync("#login-name");
        await ann.PressAsync("Enter");
        await ann.UntilAsync(
            "the question", "!document.querySelector('#account-row').hidden");
        await ann.Page.TypeAsync("#account-password", "wrong horse");
        await ann.PressAsync("Enter");
        await ann.UntilAsync("the refusal", HasText("#login-error"));
        await ann.Page.EvaluateExpressionAsync(
            "document.querySelector('#account-password').value = ''");
        await ann.Page.TypeAsync("#account-password", password);
        await ann.PressAsync("Enter");
        await ann.UntilAsync("it is in", "document.querySelector('#login').hidden");
        await ann.UntilAsync("it is in the lobby", Shows("# lobby"));
        _world.Restart();
        using TestClient carl = _world.Server.Text("carl");
        await ann.SayAsync("after the restart");

        // The page has to log in again, and hashing the password takes long on a busy machine.
        await ann.UntilAsync("it is online", Online);
        carl.SkipTo("ann: after the restart");
        string kept = await ann.Page.EvaluateExpressionAsync<string>(
            "JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"
            + " + [...document.querySelectorAll('input')].map((one) => one.value)");
        Assert.That(kept, Does.Contain("ann").And.Not.Contains("horse"));
    }

    private static string Shows(string place) =>
        $"document.querySelector('#place-name').textContent === '{place}'";

    private static string HasText(string selector) =>
        $"document.querySelector('{selector}').textContent.length > 10";

    private static async Task<string[]> MessagesAsync(ChatPage page) =>
        await page.TextsAsync(Rows);

    private static async Task LogInAsync(ChatPage page, string name)
    {
        await page.UntilAsync("the login", "!document.querySelector('#login').hidden");
        await page.Page.EvaluateExpressionAsync("document.querySelector('#login-name').value = ''");
        await page.Page.TypeAsync("#login-name", name);
        await page.PressAsync("Enter");
        await page.UntilAsync("it is in the lobby", Shows("# lobby"));
    }

    private Task<ChatPage> Enter(string name) =>
        ChatPage.EnterAsync(Browser, _world.Proxy.Port, name);
}
