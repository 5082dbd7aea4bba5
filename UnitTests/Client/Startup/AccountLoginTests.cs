using EventLoopServer.Storage;
using EventLoopServer.Storage.Files;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Startup;
using UnitTests.Support;

namespace UnitTests.Client.Startup;

/// <summary>Accounts in a real conversation, with real hashes and a store on disk.</summary>
internal sealed class AccountLoginTests
{
    private const string Password = "correct horse";

    private string _folder = "";
    private ServerUnderTest _server = null!;

    [SetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("accounts-").FullName;
        _server = new ServerUnderTest(openStore: mailbox => SqliteStore.Open(
            new StoreOptions(Path.Combine(_folder, "data")) { BallastBytes = 0 },
            mailbox,
            new SystemClock(),
            NullLogger.Instance));
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task User_is_asked_until_the_password_is_right()
    {
        await RegisterAsync("alice");
        await using ChatClient client = await ConnectAsync();
        Assert.That(client.ServerHasAccounts, Is.True);
        var output = new StringWriter();
        var error = new StringWriter();
        var secrets = new Queue<string>(["wrong horse", Password]);
        StartupPrompts prompts = new StartupPrompts(TextReader.Null, output, secrets.Dequeue);
        Assert.That(await new Login(client, error, prompts).LogInAsync("alice", null), Is.True);
        Assert.That(client.Name, Is.EqualTo("alice"));
        string question = StartupSentences.LoginPassword("alice");
        Assert.That(output.ToString(), Is.EqualTo(question + question));
        Assert.That(
            error.ToString(), Does.StartWith(Refusal.For(RefusalCode.LoginWrong).Sentence));
        Assert.That(error.ToString(), Does.Not.Contain("horse"));
    }

    [Test]
    public async Task Pipe_needs_the_password_in_a_file_or_a_variable()
    {
        await RegisterAsync("alice");
        await using ChatClient client = await ConnectAsync();
        var error = new StringWriter();
        Assert.That(await new Login(client, error, null).LogInAsync("alice", null), Is.False);
        Assert.That(
            error.ToString().TrimEnd(),
            Is.EqualTo(StartupSentences.LoginPasswordMissing(PasswordSource.LoginVariable)));
        Assert.That(
            await new Login(client, error, null).LogInAsync("alice", Password), Is.True);
    }

    [Test]
    public async Task Name_is_refused_to_others_and_the_login_is_remembered_for_a_reconnection()
    {
        await RegisterAsync("alice");
        await using ChatClient other = await ConnectAsync();
        Reply refused = await other.NameAsync("alice");
        Assert.That(refused.RefusalCode, Is.EqualTo(RefusalCode.NameRegistered));
        Assert.That(other.Login.Current, Is.Null);
        await other.LoginAsync("alice", "wrong horse");
        Assert.That(other.Login.Current, Is.Null);
        await other.LoginAsync("alice", Password);
        Assert.That(other.Login.Current, Is.EqualTo(("alice", Password)));
        await other.ChangePasswordAsync(Password, "another horse");
        Assert.That(other.Login.Current, Is.EqualTo(("alice", "another horse")));
        await other.SendAsync(RequestVerb.Logout, "", "");
        Assert.That(other.Login.Current, Is.Null);
    }

    private Task<ChatClient> ConnectAsync() => ChatClient.ConnectAsync(
        "127.0.0.1", _server.Port, TimeSpan.FromSeconds(10));

    private async Task RegisterAsync(string name)
    {
        await using ChatClient client = await ConnectAsync();
        await client.NameAsync(name);
        Assert.That((await client.RegisterAsync(Password)).IsRefused, Is.False);
        await client.QuitAsync();
    }
}
