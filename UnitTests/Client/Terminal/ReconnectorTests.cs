using EventLoopServer.Sentences;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal;

/// <summary>Lost and restored connections to a real server, without a terminal.</summary>
internal sealed class ReconnectorTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    private Inbox _inbox = new();
    private ManualTime _time = new();
    private ChatClient? _last;
    private volatile int _attempts;

    [SetUp]
    public void BeginAnew() =>
        (_inbox, _time, _last, _attempts) = (new Inbox(), new ManualTime(), null, 0);

    [Test]
    public async Task Restored_connection_has_the_same_name_and_rooms()
    {
        using var server = new ServerUnderTest();
        ChatClient first = await ConnectAsync(server.Port);
        await using Reconnector reconnector = await TalkAsync(server, first);
        reconnector.Send(new Request(global::Protocol.Messages.RequestVerb.Join, "dev"));
        await UntilAsync(() => reconnector.Model.Rooms.Find("dev") is not null);
        await LoseAsync(first, reconnector);
        reconnector.RetryNow();
        await UntilAsync(() => reconnector.IsUp
            && reconnector.Model.Rooms.All.All(static room => room.Gap is not { Back: null }));
        Assert.That(reconnector.Model.OwnName, Is.EqualTo("ann"));
        Assert.That(reconnector.Trouble, Is.Empty);
        Assert.That(server.Ask(static s => s.Directory.Rooms.Count), Is.EqualTo(2));
    }

    [Test]
    public async Task Name_taken_meanwhile_gets_a_suffix()
    {
        using var server = new ServerUnderTest();
        ChatClient first = await ConnectAsync(server.Port);
        await using Reconnector reconnector = await TalkAsync(server, first);
        await LoseAsync(first, reconnector);
        server.WaitUntil("nobody is there", static s => s.Directory.People == 0);
        using TestClient other = server.Text("ann");
        reconnector.RetryNow();
        await UntilAsync(() => reconnector.Model.OwnName == "ann_");
        Assert.That(reconnector.IsUp, Is.True);
        await LoseAsync(_last!, reconnector);
        reconnector.RetryNow();
        await UntilAsync(() => reconnector.IsUp);
        Assert.That(_last!.Name, Does.Match("^ann_{1,2}$"), "while both are connected");
        other.Dispose();
        server.WaitUntil("other is gone", static s => s.Directory.People == 1);
        await LoseAsync(_last, reconnector);
        reconnector.RetryNow();
        await UntilAsync(() => reconnector.Model.OwnName == "ann");
    }

    [Test]
    public async Task Changed_name_is_used_for_the_next_connection()
    {
        using var server = new ServerUnderTest();
        ChatClient first = await ConnectAsync(server.Port);
        await using Reconnector reconnector = await TalkAsync(server, first);
        reconnector.Send(new Request(global::Protocol.Messages.RequestVerb.Rename, "eve"));
        await UntilAsync(() => reconnector.Model.OwnName == "eve");
        await LoseAsync(first, reconnector);
        reconnector.RetryNow();
        await UntilAsync(() => reconnector.IsUp);
        Assert.That(_last!.Name, Is.EqualTo("eve"));
    }

    [Test]
    public async Task Kicked_client_does_not_reconnect_at_once()
    {
        using var server = new ServerUnderTest();
        ChatClient first = await ConnectAsync(server.Port);
        await using Reconnector reconnector = await TalkAsync(server, first);
        string answer = server.Ask(static s => s.Console.Run([.. "/kick ann\n"u8], out _, out _));
        Assert.That(
            answer, Is.EqualTo($"{TextLine.Notice(ModerationSentences.Kicked("ann"))}\n"));
        await UntilAsync(() => reconnector.Trouble == TerminalSentences.NextTry(600));
        reconnector.RetryNow();
        await UntilAsync(() => reconnector.IsUp);
    }

    [Test]
    public async Task Only_a_connection_of_60_s_resets_the_retry_delay()
    {
        using var server = new ServerUnderTest();
        ChatClient first = await ConnectAsync(server.Port);
        await using Reconnector reconnector = await TalkAsync(server, first);
        string[] waits = new string[4];
        _last = first;
        for (int i = 0; i < waits.Length; i++)
        {
            _time.Advance(i == 3 ? 60 : 59);
            await LoseAsync(_last, reconnector);
            waits[i] = reconnector.Trouble;
            reconnector.RetryNow();
            await UntilAsync(() => reconnector.IsUp);
        }

        Assert.That(waits[0], Is.EqualTo(TerminalSentences.NextTry(1)));
        Assert.That(waits[1], Is.EqualTo(TerminalSentences.NextTry(2)));
        Assert.That(
            waits[2],
            Is.EqualTo(TerminalSentences.NextTry(3)).Or.EqualTo(TerminalSentences.NextTry(4)));
        Assert.That(waits[3], Is.EqualTo(TerminalSentences.NextTry(1)));
    }

    [Test]
    public async Task Time_of_the_next_attempt_is_shown_without_a_server()
    {
        ChatClient first;
        Reconnector reconnector;
        int port;
        using (var server = new ServerUnderTest())
        {
            port = server.Port;
            first = await ConnectAsync(server.Port);
            reconnector = await TalkAsync(server, first);
        }

        await using (reconnector)
        {
            await UntilAsync(() => IsWaiting(reconnector));
            for (int attempt = 1; attempt <= 3; attempt++)
            {
                reconnector.RetryNow();
                await UntilAsync(() => _attempts >= attempt && IsWaiting(reconnector));
            }

            Assert.That(reconnector.IsUp, Is.False);
            ChatRoom lobby = reconnector.Model.Rooms.Find("lobby")!;
            string[] lines =
            [
                .. Enumerable.Range(0, (int)lobby.Lines.End).Select(i => lobby.Lines[i].Text),
            ];
            string reason = LinkSentences.Refused($"127.0.0.1:{port}");
            Assert.That(
                lines,
                Has.One.EqualTo(TerminalSentences.StillNoConnection(reason)),
                "once for three attempts");
        }
    }

    private static bool IsWaiting(Reconnector reconnector) =>
        reconnector.Trouble.Length > 0 && reconnector.Trouble != TerminalSentences.Connecting;

    private static async Task<ChatClient> ConnectAsync(
        int port, CancellationToken cancellation = default) =>
        await ChatClient.ConnectAsync("127.0.0.1", port, new ChatClientOptions(), cancellation);

    /// <summary>A connection with a name, in the lobby.</summary>
    private async Task<Reconnector> TalkAsync(ServerUnderTest server, ChatClient client)
    {
        int port = server.Port;
        await client.NameAsync("ann");
        async Task<ChatClient> ConnectAgainAsync(CancellationToken cancellation)
        {
            _attempts++;
            return _last = await ConnectAsync(port, cancellation);
        }

        Reconnector reconnector = new Reconnector(ConnectAgainAsync, _inbox, _time);
        reconnector.Attach(client);
        await UntilAsync(() => reconnector.Model.Rooms.Find("lobby") is not null);
        return reconnector;
    }

    private async Task LoseAsync(ChatClient client, Reconnector reconnector)
    {
        await client.DisposeAsync();
        await UntilAsync(() => IsWaiting(reconnector));
    }

    private async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await _inbox.RunAsync().WaitAsync(s_deadline);
        }
    }
}
