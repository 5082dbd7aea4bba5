using Protocol.Messages;
using SimpleClient.Library;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Browser;

/// <summary>
/// The user of an account on the page and in a client of the library at the same time, over real
/// sockets: both show the same.
/// </summary>
internal sealed class DevicePageTests : BrowserFixture
{
    private const string Password = "correct horse";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    private StoredServer _world = null!;
    private ChatClient _client = null!;
    private TestClient _carl = null!;

    [SetUp]
    public async Task StartServer()
    {
        _world = new StoredServer();
        _client = await ChatClient.ConnectAsync(
            "127.0.0.1", _world.Proxy.Port, new ChatClientOptions { Resumes = true });
        Accepted(await _client.NameAsync("ann"));
        Accepted(await _client.RegisterAsync(Password));
        _carl = _world.Server.Text("carl");
    }

    [TearDown]
    public async Task StopServer()
    {
        _carl.Dispose();
        await _client.DisposeAsync();
        _world.Dispose();
    }

    [Test]
    public async Task Lines_and_private_messages_of_the_user_appear_on_both()
    {
        await using ChatPage page = await LogInAsync();
        await page.SayAsync("from the page");
        ChatEvent said = await NextAsync(EventKind.Said);
        Assert.That((said.Text, said.SenderId), Is.EqualTo(("from the page", _client.Id)));
        Accepted(await _client.SayAsync("lobby", "from the terminal"));
        await page.SeesAsync("from the terminal");

        _carl.Say("@ann psst");
        Assert.That((await NextAsync(EventKind.Told)).Text, Is.EqualTo("psst"));
        await ShowCarlAsync(page);
        await page.SeesAsync("psst");
        await page.SayAsync("what?");
        ChatEvent told = await NextAsync(EventKind.Told);
        Assert.That(
            (told.Text, told.SenderId, told.Detail), Is.EqualTo(("what?", _client.Id, "carl")));
        Accepted(await _client.TellAsync("carl", "tell me"));
        await page.SeesAsync("tell me");
        Assert.That(
            await page.TextsAsync("#lines .message .text"),
            Is.EqualTo(new[] { "psst", "what?", "tell me" }));
    }

    [Test]
    public async Task Message_while_both_are_away_is_delivered_to_both_once()
    {
        await using ChatPage page = await LogInAsync();
        int target = _world.Proxy.Target;
        _world.Proxy.Target = 1;
        _world.Proxy.Cut();
        _carl.Say("@ann are you there?");
        _carl.Say("/ping");
        _carl.SkipTo(TextLine.Pong());
        _world.Proxy.Target = target;
        ChatEvent told = await NextAsync(EventKind.Told);
        Assert.That(told.Text, Is.EqualTo("are you there?"));
        await ShowCarlAsync(page);
        _carl.Say("@ann hello?");
        Assert.That((await NextAsync(EventKind.Told)).Text, Is.EqualTo("hello?"));
        await page.SeesAsync("hello?");
        Assert.That(
            await page.TextsAsync("#lines .message .text"),
            Is.EqualTo(new[] { "are you there?", "hello?" }));
    }

    [Test]
    public async Task Room_that_was_read_on_one_is_read_on_the_other()
    {
        await using ChatPage page = await LogInAsync();
        await page.SayAsync("/join dev");
        await page.UntilAsync(
            "it shows dev", "document.querySelector('#place-name').textContent === '# dev'");
        _carl.Say("news");
        ChatEvent news = await NextAsync(EventKind.Said);
        const string badge = "document.querySelector(\"#room-list .unread .badge\")";
        await page.UntilAsync("the news are unread", badge);
        Accepted(await _client.SendAsync(RequestVerb.Read, "lobby", "", news.Sequence));
        await page.UntilAsync("the news are read", $"!{badge}");

        _carl.Say("more news");
        ulong more = (await NextAsync(EventKind.Said)).Sequence;
        await page.UntilAsync("more news are unread", badge);
        await page.Page.ClickAsync("[data-place='#lobby']");
        await page.SeesAsync("more news");
        ChatEvent read = await NextAsync(EventKind.Read);
        while (read.Room != "lobby" || read.Sequence < more)
        {
            read = await NextAsync(EventKind.Read);
        }
    }

    private static async Task ShowCarlAsync(ChatPage page)
    {
        await page.UntilAsync(
            "it has a conversation", "document.querySelector(\"[data-place='@carl']\")");
        await page.Page.ClickAsync("[data-place='@carl']");
    }

    private static void Accepted(Reply reply) =>
        Assert.That(reply.IsRefused, Is.False, reply.Sentence);

    private async Task<ChatPage> LogInAsync()
    {
        ChatPage page = await ChatPage.OpenAsync(Browser, _world.Proxy.Port);
        await page.Page.TypeAsync("#login-name", "ann");
        await page.PressAsync("Enter");
        await page.UntilAsync(
            "the question", "!document.querySelector('#account-row').hidden");
        await page.Page.TypeAsync("#account-password", Password);
        await page.PressAsync("Enter");
        await page.UntilAsync(
            "it is in the lobby",
            "document.querySelector('#place-name').textContent === '# lobby'");
        return page;
    }

    /// <summary>The next event of a kind that the client gets.</summary>
    private async Task<ChatEvent> NextAsync(EventKind kind)
    {
        using var deadline = new CancellationTokenSource(s_deadline);
        while (true)
        {
            ChatEvent e = await _client.Events.ReadAsync(deadline.Token);
            if (e.Kind == kind)
            {
                return e;
            }
        }
    }
}
