using SimpleClient;
using SimpleClient.Terminal;
using SimpleClient.Terminal.Chat;
using UnitTests.Support;

namespace UnitTests.Client.Terminal;

/// <summary>The way to a real server, lost and found again, without a terminal.</summary>
internal sealed class ConnectionTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    private Inbox _inbox = new();
    private volatile int _attempts;

    [SetUp]
    public void BeginAnew() => (_inbox, _attempts) = (new Inbox(), 0);

    [Test]
    public async Task A_lost_connection_comes_back_with_the_name_and_the_rooms()
    {
        using var server = new ServerUnderTest();
        ChatClient first = await ConnectAsync(server.Port);
        await using Connection connection = await TalkAsync(server, first);
        connection.Send(new Request(Protocol.Messages.RequestVerb.Join, "dev"));
        await UntilAsync(() => connection.Model.Rooms.Find("dev") is not null);
        await LoseAsync(first, connection);
        connection.RetryNow();
        await UntilAsync(() => connection.IsUp
            && connection.Model.Rooms.All.All(static room => room.Gap is not { Back: null }));
        Assert.That(connection.Model.OwnName, Is.EqualTo("ann"));
        Assert.That(connection.Trouble, Is.Empty);
        Assert.That(server.Ask(static s => s.Lobby.Rooms.Count), Is.EqualTo(2));
    }

    [Test]
    public async Task A_name_that_is_taken_meanwhile_gets_a_tail()
    {
        using var server = new ServerUnderTest();
        ChatClient first = await ConnectAsync(server.Port);
        await using Connection connection = await TalkAsync(server, first);
        await LoseAsync(first, connection);
        server.WaitUntil("nobody is there", static s => s.Lobby.People == 0);
        using TestClient other = server.Text("ann");
        connection.RetryNow();
        await UntilAsync(() => connection.Model.OwnName == "ann_");
        Assert.That(connection.IsUp, Is.True);
    }

    [Test]
    public async Task Without_a_server_it_says_when_it_tries_again()
    {
        ChatClient first;
        Connection connection;
        using (var server = new ServerUnderTest())
        {
            first = await ConnectAsync(server.Port);
            connection = await TalkAsync(server, first);
        }

        await using (connection)
        {
            await UntilAsync(() => connection.Trouble.Contains("next try in"));
            for (int attempt = 1; attempt <= 3; attempt++)
            {
                connection.RetryNow();
                await UntilAsync(() =>
                    _attempts >= attempt && connection.Trouble.Contains("next try in"));
            }

            Assert.That(connection.IsUp, Is.False);
            Assert.That(connection.Model.Rooms.Find("lobby"), Is.Not.Null);
        }
    }

    private static async Task<ChatClient> ConnectAsync(
        int port, CancellationToken cancellation = default) =>
        await ChatClient.ConnectAsync("127.0.0.1", port, new ChatClientOptions(), cancellation);

    /// <summary>A connection with a name, in the lobby.</summary>
    private async Task<Connection> TalkAsync(ServerUnderTest server, ChatClient client)
    {
        int port = server.Port;
        await client.NameAsync("ann");
        async Task<ChatClient> ConnectAgainAsync(CancellationToken cancellation)
        {
            _attempts++;
            return await ConnectAsync(port, cancellation);
        }

        var connection = new Connection(ConnectAgainAsync, _inbox, TimeProvider.System);
        connection.Attach(client);
        await UntilAsync(() => connection.Model.Rooms.Find("lobby") is not null);
        return connection;
    }

    private async Task LoseAsync(ChatClient client, Connection connection)
    {
        await client.DisposeAsync();
        await UntilAsync(() => connection.Trouble.Contains("next try in"));
    }

    private async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await _inbox.RunAsync().WaitAsync(s_deadline);
        }
    }
}
