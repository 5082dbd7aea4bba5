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
    public async Task Request_whose_answer_the_server_has_lost_is_not_done()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await EnterAsync(server);
        Task<Reply> said = client.SayAsync("lobby", "hi");
        SeenRequest request = await server.ReadAsync();
        server.Reset();
        await server.AcceptAsync();
        await server.SendAsync(Welcome());
        SeenRequest resume = await server.ReadAsync();
        SeenRequest barrier = await server.ReadAsync();
        Assert.That(resume.Verb, Is.EqualTo(RequestVerb.Resume));
        await server.SendAsync(
            Frames.Of(new ChatEvent
            {
                Kind = EventKind.Resumed,
                RequestId = resume.Id,
                SenderId = 1,
                Name = "ada",
                Number = request.Id + 1,
            }),
            Frames.Answer(EventKind.Pong, barrier.Id));
        Assert.That(await server.ReadAsync(), Is.EqualTo(request), "it is sent again");
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = EventKind.Refused,
            RequestId = request.Id,
            Number = (ulong)RefusalCode.RequestRepeated,
        }));
        Assert.That(
            (await said.WaitAsync(s_deadline)).RefusalCode,
            Is.EqualTo(RefusalCode.RequestRepeated));
    }

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
