using System.Threading.Channels;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Plain;
using SimpleClient.Sentences;
using SimpleClient.Startup;
using UnitTests.Client.Library;

namespace UnitTests.Client.Plain;

/// <summary>A conversation ends even if its outputs accept nothing.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConversationTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private readonly Channel<InputLine> _lines = Channel.CreateUnbounded<InputLine>();
    private readonly TaskCompletionSource<int> _stop = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    [TestCase(false)]
    [TestCase(true)]
    public async Task Signal_ends_a_conversation_with_a_blocked_output(bool isErrorBlocked)
    {
        using var output = new BlockingWriter();
        using var error = new BlockingWriter();
        using var readable = new StringWriter();
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(Frames.Said("lobby", "hi"));
        Assert.That(await client.Events.WaitToReadAsync(), Is.True);
        Task<int> exit = Run(client, output, isErrorBlocked ? error : readable);
        await output.Blocked.WaitAsync(s_deadline);
        _stop.SetResult(ClientExitCode.Interrupted);
        Assert.That((await server.ReadAsync()).Verb, Is.EqualTo(RequestVerb.Quit));
        Assert.That(await exit.WaitAsync(s_deadline), Is.EqualTo(ClientExitCode.Interrupted));
        Assert.That(
            readable.ToString(),
            isErrorBlocked ? Is.Empty : Does.Contain(InputSentences.OutputStalled));
    }

    [Test]
    public async Task Signal_ends_a_conversation_with_a_blocked_error_output()
    {
        using var output = new StringWriter();
        using var error = new BlockingWriter();
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Assert.That(_lines.Writer.TryWrite(new InputLine(1, "/join")), Is.True);
        Task<int> exit = Run(client, output, error);
        await error.Blocked.WaitAsync(s_deadline);
        _stop.SetResult(ClientExitCode.Interrupted);
        SeenRequest quit = await server.ReadAsync();
        Assert.That(quit.Verb, Is.EqualTo(RequestVerb.Quit));
        await server.SendAsync(Frames.Answer(EventKind.Goodbye, quit.Id));
        Assert.That(await exit.WaitAsync(s_deadline), Is.EqualTo(ClientExitCode.Interrupted));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Server_close_ends_a_conversation_with_a_blocked_output(bool isErrorBlocked)
    {
        using var blocked = new BlockingWriter();
        using var readable = new StringWriter();
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(Frames.Said("lobby", "hi"));
        Assert.That(await client.Events.WaitToReadAsync(), Is.True);
        Assert.That(_lines.Writer.TryWrite(new InputLine(1, "/ping")), Is.True);
        Task<int> exit = isErrorBlocked
            ? Run(client, readable, blocked)
            : Run(client, blocked, readable);
        Assert.That((await server.ReadAsync()).Verb, Is.EqualTo(RequestVerb.Ping));
        server.End();
        Assert.That(await exit.WaitAsync(s_deadline), Is.EqualTo(ClientExitCode.Failure));
    }

    /// <summary>
    /// Runs on a separate thread, so that a fault blocks that thread and not the test.
    /// </summary>
    private Task<int> Run(ChatClient client, TextWriter output, TextWriter error) =>
        Task.Run(() => new Conversation(client, new PlainScreen(output, error), byHand: false)
            .RunAsync([], _lines.Reader, _stop.Task));
}
