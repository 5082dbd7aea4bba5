using EventLoopServer.Storage;
using EventLoopServer.Storage.Files;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using Protocol;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Library.Link;
using SimpleClient.Library.Trust;
using SimpleClient.Sentences;
using SimpleClient.Startup;
using SimpleClient.Terminal;
using UnitTests.Client.Terminal;
using UnitTests.Support;

namespace UnitTests.Client.Startup;

/// <summary>Logins with a stored token, in a real conversation.</summary>
internal sealed class StoredLoginTests
{
    private const string Password = "correct horse";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    private string _folder = "";
    private ServerUnderTest _server = null!;

    private StoredTokens Tokens => new(Path.Combine(_folder, "tokens"));

    private string Address => Dialer.Address("127.0.0.1", _server.Port);

    private byte[]? Stored => Tokens.Find(Address, "alice", out _);

    [SetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("logins-").FullName;
        _server = new ServerUnderTest(openStore: mailbox => SqliteStore.Open(
            new StoreOptions(Path.Combine(_folder, "data")) { BallastBytes = 0 },
            mailbox,
            new SystemClock(),
            NullLogger.Instance));
        await using ChatClient client = await ConnectAsync(hasTokens: false);
        await client.NameAsync("alice");
        Assert.That((await client.RegisterAsync(Password)).IsRefused, Is.False);
        await client.QuitAsync();
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Next_start_needs_no_password_and_has_the_rooms()
    {
        for (int start = 0; start < 3; start++)
        {
            await using ChatClient client = await ConnectAsync();
            Assert.That(await LogInAsync(client, start == 0 ? Password : null), Is.True);
            Assert.That(client.Name, Is.EqualTo("alice"));
            Assert.That((await client.SendAsync(RequestVerb.Account, "", "")).Event.Text,
                Does.StartWith("Account alice"));
            Assert.That((await client.SayAsync("lobby", $"start {start}")).IsRefused, Is.False);
            Assert.That((await client.JoinAsync("dev")).IsRefused, Is.False);
            Assert.That(client.Login.IsStored, Is.True);
            await QuitAsync(client);
        }

        Assert.That(
            _server.Ask(static s => s.Directory.Rooms.Count), Is.EqualTo(1).Or.EqualTo(2));
    }

    [Test]
    public async Task Refused_token_is_deleted_and_the_password_is_asked_for()
    {
        await using (ChatClient client = await ConnectAsync())
        {
            await LogInAsync(client, Password);
            await QuitAsync(client);
        }

        await using (ChatClient other = await ConnectAsync(hasTokens: false))
        {
            await other.LoginAsync("alice", Password);
            await other.ChangePasswordAsync(Password, "another horse");
        }

        await using ChatClient next = await ConnectAsync();
        var error = new StringWriter();
        Assert.That(await new Login(next, error, null).LogInAsync("alice", null), Is.False);
        Assert.That(error.ToString(), Does.StartWith(StartupSentences.LoginExpired));
        Assert.That(Stored, Is.Null);
        Assert.That(await LogInAsync(next, "another horse"), Is.True);
        Assert.That(Stored, Is.Not.Null);
    }

    [Test]
    public async Task Logout_and_forget_delete_it_and_nothing_is_stored_without_the_option()
    {
        await using (ChatClient client = await ConnectAsync(hasTokens: false))
        {
            await client.LoginAsync("alice", Password);
            Assert.That((Stored, client.Login.IsStored), Is.EqualTo(((byte[]?)null, false)));
        }

        await using ChatClient first = await ConnectAsync();
        await LogInAsync(first, Password);
        Assert.That(Stored, Is.Not.Null);
        Assert.That(first.Login.Forget(), Is.True);
        Assert.That(Stored, Is.Null);
        await using ChatClient second = await ConnectAsync();
        await LogInAsync(second, Password);
        Assert.That(Stored, Is.Not.Null);
        await second.SendAsync(RequestVerb.Logout, "", "");
        Assert.That(Stored, Is.Null);
    }

    [Test]
    public async Task Two_clients_with_one_token_do_not_take_it_from_each_other_in_a_circle()
    {
        int attempts = 0;
        var inbox = new Inbox();
        var time = new ManualTime();
        ChatClient first = await ConnectAsync();
        await LogInAsync(first, Password);
        await using var reconnector = new Reconnector(
            async _ =>
            {
                attempts++;
                return await ConnectAsync();
            },
            inbox,
            time);
        reconnector.Attach(first);
        await using ChatClient second = await ConnectAsync();
        Assert.That(await LogInAsync(second, null), Is.True);
        await UntilAsync(
            inbox, () => reconnector.Trouble == TerminalSentences.UsedElsewhere);
        time.Advance(7 * 24 * 3600);
        Assert.That(attempts, Is.Zero);
        Assert.That(second.IsClosed, Is.False);
        reconnector.RetryNow();
        await UntilAsync(inbox, () => reconnector.IsUp);
        await UntilAsync(inbox, () => reconnector.Model.OwnName == "alice");
        Assert.That(attempts, Is.EqualTo(1));
        ChatEvent? last = null;
        await foreach (ChatEvent e in second.Events.ReadAllAsync())
        {
            last = e;
        }

        Assert.That(
            (last!.Kind, (GoodbyeReason)last.Number),
            Is.EqualTo((EventKind.Goodbye, GoodbyeReason.TakenOver)));
    }

    private static Task<Reply> QuitAsync(ChatClient client) =>
        client.SendAsync(RequestVerb.Quit, "", "", WireLimits.QuitKeepsSession);

    private static async Task<bool> LogInAsync(ChatClient client, string? password)
    {
        var error = new StringWriter();
        bool isIn = await new Login(client, error, null).LogInAsync("alice", password);
        Assert.That(error.ToString(), Is.Empty);
        return isIn;
    }

    private static async Task UntilAsync(Inbox inbox, Func<bool> isSo)
    {
        while (!isSo())
        {
            await inbox.RunAsync().WaitAsync(s_deadline);
        }
    }

    private Task<ChatClient> ConnectAsync(bool hasTokens = true) => ChatClient.ConnectAsync(
        "127.0.0.1",
        _server.Port,
        new ChatClientOptions
        {
            Resumes = true,
            Logins = hasTokens ? new LoginTokens(Tokens, Address) : null,
        });
}
