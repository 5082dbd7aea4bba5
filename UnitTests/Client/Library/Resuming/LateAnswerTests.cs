using Protocol.Dialects.Native;
using Protocol.Messages;
using SimpleClient.Library;

namespace UnitTests.Client.Library.Resuming;

/// <summary>
/// A client that resumes, with answers that come late or not at all, from a scripted server.
/// </summary>
internal sealed class LateAnswerTests
{
    private static readonly TimeSpan s_replyTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Disk_that_hangs_does_not_end_the_connection()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await EnterAsync(server);
        Task<Reply> said = client.SayAsync("lobby", "hi");
        SeenRequest request = await server.ReadAsync();
        await server.SendAsync(Frames.Answer(EventKind.Done, request.Id));
        Assert.ThrowsAsync<TimeoutException>(() => said.WaitAsync(s_replyTimeout * 1.5));
        Assert.That(client.IsConnected);
        await server.SendAsync(Frames.Answer(EventKind.Kept, request.Id));
        Assert.That((await said.WaitAsync(s_deadline)).Kind, Is.EqualTo(EventKind.Done));
    }

    [Test]
    public async Task Message_that_a_failing_disk_does_not_store_is_done_at_once()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await EnterAsync(server);
        Task<Reply> said = client.SayAsync("lobby", "hi");
        SeenRequest request = await server.ReadAsync();
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = EventKind.Done,
            RequestId = request.Id,
            Number = DoneFlags.NotStored,
        }));
        Assert.That((await said.WaitAsync(s_deadline)).Kind, Is.EqualTo(EventKind.Done));
    }

    [Test]
    public async Task Answer_that_comes_with_the_resumed_session_completes_the_request()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await EnterAsync(server);
        Task<Reply> said = client.SayAsync("lobby", "hi");
        SeenRequest request = await server.ReadAsync();
        server.Reset();
        byte[] done = Frames.Of(new ChatEvent
        {
            Kind = EventKind.Done,
            RequestId = request.Id,
            Room = "lobby",
            Sequence = 7,
        });
        await ResumeAsync(server, accepted: request.Id, _ => [done]);
        await server.SendAsync(Frames.Answer(EventKind.Kept, request.Id));
        Reply reply = await said.WaitAsync(s_deadline);
        Assert.That(
            (reply.Kind, reply.IsUnknown, reply.Event.Sequence),
            Is.EqualTo((EventKind.Done, false, 7ul)));
    }

    [Test]
    public async Task Request_whose_answer_the_server_has_lost_is_not_done()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await EnterAsync(server);
        Task<Reply> said = client.SayAsync("lobby", "hi");
        SeenRequest request = await server.ReadAsync();
        server.Reset();
        await ResumeAsync(server, accepted: request.Id + 1);
        Assert.That(await server.ReadAsync(), Is.EqualTo(request), "it is sent again");
        await server.SendAsync(Refusal(request.Id, RefusalCode.RequestRepeated));
        Reply reply = await said.WaitAsync(s_deadline);
        Assert.That((reply.IsUnknown, reply.IsRefused), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Message_that_a_crash_has_lost_and_the_server_then_refuses_is_refused()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await EnterAsync(server);
        Task<Reply> said = client.SayAsync("lobby", "hi");
        SeenRequest request = await server.ReadAsync();
        await server.SendAsync(Frames.Answer(EventKind.Done, request.Id));
        server.Reset();
        await ResumeAsync(server, accepted: request.Id - 1);
        Assert.That(await server.ReadAsync(), Is.EqualTo(request), "it is sent again");
        await server.SendAsync(Refusal(request.Id, RefusalCode.Muted));
        Assert.That(
            (await said.WaitAsync(s_deadline)).RefusalCode, Is.EqualTo(RefusalCode.Muted));
    }

    [Test]
    public async Task Second_answer_to_a_message_that_a_crash_has_lost_is_asked_for()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await EnterAsync(server);
        Task<Reply> lost = client.SayAsync("lobby", "lost");
        SeenRequest first = await server.ReadAsync();
        Task<Reply> said = client.SayAsync("lobby", "said");
        SeenRequest second = await server.ReadAsync();
        await server.SendAsync(
            Frames.Answer(EventKind.Done, first.Id), Frames.Answer(EventKind.Done, second.Id));
        server.Reset();
        await ResumeAsync(server, accepted: first.Id - 1);
        Assert.That(await server.ReadAsync(), Is.EqualTo(first));
        Assert.That(await server.ReadAsync(), Is.EqualTo(second));

        // The server refuses the first one and accepts the second one, and both answers are lost.
        server.Reset();
        await ResumeAsync(
            server,
            accepted: second.Id,
            answersAfter => answersAfter < first.Id
                ? [
                    Refusal(first.Id, RefusalCode.Muted),
                    Frames.Answer(EventKind.Done, second.Id),
                ]
                : []);
        await server.SendAsync(Frames.Answer(EventKind.Kept, second.Id));
        Assert.That(
            (await lost.WaitAsync(s_deadline)).RefusalCode, Is.EqualTo(RefusalCode.Muted));
        Assert.That((await said.WaitAsync(s_deadline)).Kind, Is.EqualTo(EventKind.Done));
    }

    [Test]
    public async Task Private_messages_are_confirmed_before_a_quit()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await EnterAsync(server);
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = EventKind.Told,
            Sequence = 1,
            Name = "bob",
            Text = "hi",
        }));
        await client.Events.ReadAsync().AsTask().WaitAsync(s_deadline);
        await client.Events.ReadAsync().AsTask().WaitAsync(s_deadline);
        Task<Reply> quit = client.QuitAsync();
        SeenRequest ping = await server.ReadAsync();
        Assert.That((ping.Verb, ping.Number), Is.EqualTo((RequestVerb.Ping, 1ul)));
        Assert.That((await server.ReadAsync()).Verb, Is.EqualTo(RequestVerb.Quit));
        await server.SendAsync(Frames.Of(new ChatEvent { Kind = EventKind.Goodbye }));
        await quit.WaitAsync(s_deadline);
    }

    /// <summary>The client connects again, and the server resumes its session.</summary>
    /// <param name="server">The server.</param>
    /// <param name="accepted">The last request that it has accepted.</param>
    /// <param name="answers">
    /// The answers that it repeats after the request that the client has named; null: none.
    /// </param>
    private static async Task ResumeAsync(
        ScriptedServer server, ulong accepted, Func<ulong, byte[][]>? answers = null)
    {
        await server.AcceptAsync();
        await server.SendAsync(Welcome());
        SeenRequest resume = await server.ReadAsync();
        SeenRequest barrier = await server.ReadAsync();
        Assert.That(resume.Verb, Is.EqualTo(RequestVerb.Resume));
        byte[] resumed = Frames.Of(new ChatEvent
        {
            Kind = EventKind.Resumed,
            RequestId = resume.Id,
            SenderId = 1,
            Name = "ada",
            Number = accepted,
        });
        byte[] pong = Frames.Answer(EventKind.Pong, barrier.Id);
        await server.SendAsync([resumed, .. answers?.Invoke(resume.Number) ?? [], pong]);
    }

    private static byte[] Refusal(ulong request, RefusalCode code) => Frames.Of(new ChatEvent
    {
        Kind = EventKind.Refused,
        RequestId = request,
        Number = (ulong)code,
    });

    private static byte[] Welcome() => Frames.Of(new ChatEvent
    {
        Kind = EventKind.Welcome,
        Number = NativeWire.Version,
        Count = NativeWire.Resume | NativeWire.Keeps,
        Sequence = 4096,
        Text = "Scripted",
        Detail = new string('t', 32),
    });

    private static async Task<ChatClient> EnterAsync(ScriptedServer server)
    {
        ChatClient client = await server.MeetAsync(
            Welcome(), new ChatClientOptions { Resumes = true, ReplyTimeout = s_replyTimeout });
        Task<Reply> named = client.NameAsync("ada");
        SeenRequest request = await server.ReadAsync();
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = EventKind.Named,
            RequestId = request.Id,
            SenderId = 1,
            Name = "ada",
        }));
        Assert.That((await named.WaitAsync(s_deadline)).Kind, Is.EqualTo(EventKind.Named));
        return client;
    }
}
