using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Startup;
using UnitTests.Client.Library;
using UnitTests.Support;

namespace UnitTests.Client.Startup;

/// <summary>Login at a server with a password, in a real conversation.</summary>
internal sealed class LoginTests
{
    private static readonly EventLoopServer.Configuration.PasswordFile s_password =
        PasswordFiles.With("let me in"u8);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Interactive_user_is_asked_until_the_password_is_right()
    {
        using ServerUnderTest server = Start();
        await using ChatClient client =
            await ChatClient.ConnectAsync("127.0.0.1", server.Port, s_patience);
        var output = new StringWriter();
        var error = new StringWriter();
        var secrets = new Queue<string>(["wrong", "let me in"]);
        StartupPrompts prompts = new StartupPrompts(TextReader.Null, output, secrets.Dequeue);
        var login = new Login(client, error, prompts);
        Assert.That(await login.HandleNameAsync("bob"), Is.True);
        Assert.That(login.Password, Is.EqualTo("let me in"));
        Assert.That(output.ToString(), Is.EqualTo("Password: Password: "));
        Assert.That(error.ToString(), Does.StartWith(
            Refusal.For(RefusalCode.PasswordWrong).Sentence));
        Assert.That(error.ToString(), Does.Not.Contain("let me in"));
    }

    /// <summary>The server closes a connection that has no name after 20 s.</summary>
    [Test]
    public async Task Slow_answer_is_used_on_another_connection()
    {
        using ServerUnderTest server = Start();
        ChatClient client = await ChatClient.ConnectAsync("127.0.0.1", server.Port, s_patience);
        int asked = 0;
        string Answer()
        {
            client.DisposeAsync().AsTask().Wait(s_patience);
            return asked++ == 0 ? "wrong" : "let me in";
        }

        var prompts = new StartupPrompts(TextReader.Null, TextWriter.Null, Answer);
        await using var login = new Login(
            client,
            TextWriter.Null,
            prompts,
            _ => ChatClient.ConnectAsync("127.0.0.1", server.Port, s_patience));
        Assert.That(await login.HandleNameAsync("bob"), Is.True);
        Assert.That(login.Client, Is.Not.SameAs(client));
        Assert.That(login.Client.Name, Is.EqualTo("bob"));
        Assert.That(asked, Is.EqualTo(2));
    }

    [Test]
    public async Task Name_that_was_typed_slowly_is_used_on_another_connection()
    {
        using var server = new ServerUnderTest();
        ChatClient client = await ChatClient.ConnectAsync("127.0.0.1", server.Port, s_patience);
        await client.DisposeAsync();
        await using var login = new Login(
            client,
            TextWriter.Null,
            new StartupPrompts(TextReader.Null, TextWriter.Null),
            _ => ChatClient.ConnectAsync("127.0.0.1", server.Port, s_patience));
        Assert.That(await login.HandleNameAsync("bob"), Is.True);
        Assert.That(login.Client.Name, Is.EqualTo("bob"));
    }

    [Test]
    public async Task Ended_input_after_a_refused_name_opens_no_other_connection()
    {
        using var server = new ServerUnderTest();
        using TestClient bob = server.Text("bob");
        ChatClient client = await ChatClient.ConnectAsync("127.0.0.1", server.Port, s_patience);
        var closing = new ClosingReader(() => client.DisposeAsync().AsTask().Wait(s_patience));
        bool isConnectedAgain = false;
        var login = new Login(
            client,
            TextWriter.Null,
            new StartupPrompts(closing, TextWriter.Null),
            _ =>
            {
                isConnectedAgain = true;
                return ChatClient.ConnectAsync("127.0.0.1", server.Port, s_patience);
            });
        await using (login)
        {
            Assert.That(await login.HandleNameAsync("bob"), Is.False);
        }

        Assert.That(isConnectedAgain, Is.False);
    }

    [Test]
    public async Task Piped_client_explains_how_to_give_the_password()
    {
        using ServerUnderTest server = Start();
        await using ChatClient client =
            await ChatClient.ConnectAsync("127.0.0.1", server.Port, s_patience);
        var error = new StringWriter();
        Assert.That(await new Login(client, error, null).HandleNameAsync("bob"), Is.False);
        Assert.That(
            error.ToString().TrimEnd(),
            Is.EqualTo(Refusal.For(RefusalCode.PasswordNeeded).Sentence
                + $" {InputSentences.GivePassword("TCPCHAT_PASSWORD")}"));
    }

    [Test]
    public async Task Only_a_client_with_the_right_password_can_enter()
    {
        using ServerUnderTest server = Start();
        var options = new ChatClientOptions { Password = "let me in" };
        await using ChatClient client =
            await ChatClient.ConnectAsync("127.0.0.1", server.Port, options);
        Reply reply = await client.NameAsync("bob");
        Assert.That(reply.IsRefused, Is.False);
        ChatException? fault = Assert.ThrowsAsync<ChatException>(
            () => ChatClient.ConnectAsync(
                "127.0.0.1", server.Port, options with { Password = "let me out" }));
        Assert.That(fault!.Fault, Is.EqualTo(ChatErrorKind.WrongPassword));
        Assert.That(fault.Message, Does.StartWith(
            Refusal.For(RefusalCode.PasswordWrong).Sentence).And
            .Not.Contain("let me out"));
    }

    [Test]
    public async Task Unneeded_password_is_harmless()
    {
        using var server = new ServerUnderTest();
        await using ChatClient client = await ChatClient.ConnectAsync(
            "127.0.0.1", server.Port, new ChatClientOptions { Password = "x" });
        Assert.That((await client.NameAsync("bob")).IsRefused, Is.False);
    }

    [Test]
    public async Task Server_without_the_password_command_accepts_a_client_with_a_password()
    {
        using var server = new ScriptedServer();
        Task<ChatClient> connecting =
            server.ConnectAsync(new ChatClientOptions { Password = "x" });
        await server.AcceptAsync();
        await server.SendAsync(Frames.Welcome());
        SeenRequest pass = await server.ReadAsync();
        Assert.That(pass.Verb, Is.EqualTo(RequestVerb.Pass));
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = EventKind.Refused,
            RequestId = 1,
            Number = (ulong)RefusalCode.UnknownCommand,
        }));
        await using ChatClient client = await connecting;
        Assert.That(client.IsClosed, Is.False);
    }

    private static ServerUnderTest Start() => new(change: static o => o with
    {
        Access = new EventLoopServer.Configuration.AccessRules { Entry = s_password },
    });

    /// <summary>An input that ends, after the connection was closed.</summary>
    private sealed class ClosingReader(Action close) : TextReader
    {
        public override string? ReadLine()
        {
            close();
            return null;
        }
    }
}
