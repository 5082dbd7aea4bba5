using System.IO.Pipes;
using System.Text;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Standard;
using SimpleClient.Startup;
using UnitTests.Client.Library;
using UnitTests.Sentences;

namespace UnitTests.Client.Startup;

/// <summary>
/// The program with streams that are closed, full, of the wrong kind, or that nobody reads any
/// more.
/// </summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.All)]
internal sealed class StandardStreamTests
{
    /// <summary>Larger than the limit of descriptors: no file, and so like a device.</summary>
    private const int NoDescriptor = int.MaxValue;

    [TestCase("", ClientExitCode.Success)]
    [TestCase("<&-", ClientExitCode.Success)]
    [TestCase("</dev/null", ClientExitCode.Success)]
    [TestCase("</", ClientExitCode.Failure)]
    [TestCase("0>/dev/null", ClientExitCode.Failure)]
    [TestCase(">&-", ClientExitCode.Failure)]
    [TestCase(">/dev/null", ClientExitCode.Success)]
    [TestCase(">/dev/full", ClientExitCode.Failure)]
    [TestCase("1</dev/null", ClientExitCode.Failure)]
    [TestCase("2>&-", ClientExitCode.Success)]
    [TestCase("2>/dev/full", ClientExitCode.Success)]
    [TestCase("2</dev/null", ClientExitCode.Success)]
    [TestCase("<&- 2>&-", ClientExitCode.Success)]
    [TestCase("<&- >&-", ClientExitCode.Failure)]
    [TestCase(">&- 2>&-", ClientExitCode.Failure)]
    [TestCase(">&- 2>/dev/full", ClientExitCode.Failure)]
    [TestCase("</ 2>/dev/full", ClientExitCode.Failure)]
    [TestCase("<&- >&- 2>&-", ClientExitCode.Failure)]
    public async Task The_program_ends_with_its_exit_code_whatever_its_streams_are(
        string streams, int exitCode)
    {
        using var server = new ScriptedServer();
        using var program = new ClientProcess(streams, Arguments(server));
        program.EndInput();
        Task served = ServeAsync(server);
        Assert.That(await program.ExitAsync(), Is.EqualTo(exitCode), await program.Errors);
        Assert.That(await program.Errors, Does.Not.Contain("   at "), "no stack trace");
        server.Dispose();
        await served;
    }

    [TestCase("2>&-")]
    [TestCase("2>/dev/full")]
    [TestCase("2</dev/null")]
    public async Task A_sentence_that_cannot_be_written_does_not_keep_lines_from_being_sent(
        string streams)
    {
        using var server = new ScriptedServer();
        using var program = new ClientProcess(streams, Arguments(server));
        program.Type("/join\nhello\n"u8.ToArray());
        program.EndInput();
        List<string> said = await ServeAsync(server);
        Assert.That(await program.ExitAsync(), Is.EqualTo(ClientExitCode.Failure));
        Assert.That(said, Is.EqualTo(new[] { "hello" }));
    }

    [TestCase(">&-", "--help")]
    [TestCase(">/dev/full", "--help")]
    [TestCase("2>/dev/full", "--frob")]
    [TestCase("2>&-", "--frob")]
    [TestCase("2>&- >&- <&-", "--frob")]
    public async Task Nothing_that_is_told_at_the_start_can_make_it_crash(
        string streams, string argument)
    {
        using var program = new ClientProcess(streams, argument);
        int expected = argument == "--help" ? ClientExitCode.Failure : ClientExitCode.WrongUse;
        Assert.That(await program.ExitAsync(), Is.EqualTo(expected));
        Assert.That(await program.Errors, Does.Not.Contain("   at "));
    }

    [Test]
    public void A_descriptor_that_cannot_be_polled_does_not_count_as_ended() =>
        Assert.That(Descriptors.TryWaitForReaderToEnd(NoDescriptor), Is.False);

    [Test]
    public void A_pipe_without_a_reader_counts_as_ended()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.ClientSafePipeHandle.Dispose();
        int descriptor = (int)pipe.SafePipeHandle.DangerousGetHandle();
        Assert.That(Descriptors.TryWaitForReaderToEnd(descriptor), Is.True);
    }

    [Test]
    public async Task A_program_whose_reader_ends_ends_too_though_nothing_more_comes()
    {
        using var server = new ScriptedServer();
        using var program = new ClientProcess("", Arguments(server));
        Task<List<string>> served = ServeAsync(server);
        Assert.That(await program.Output.ReadLineAsync(), Does.StartWith(
            SentencePart.Before(StartupSentences.Connected)));
        Assert.That(await program.Output.ReadLineAsync(), Does.StartWith("-- Welcome"));
        program.Output.Close();
        Assert.That(await program.ExitAsync(), Is.EqualTo(ClientExitCode.ReaderEnded));
        Assert.That(await program.Errors, Is.Empty);
        await served;
    }

    [TestCase(1, TestName = "SIGHUP_ends_it_with_a_goodbye")]
    [TestCase(2, TestName = "SIGINT_ends_it_with_a_goodbye")]
    [TestCase(3, TestName = "SIGQUIT_ends_it_with_a_goodbye")]
    [TestCase(10, TestName = "SIGUSR1_ends_it_with_a_goodbye")]
    [TestCase(14, TestName = "SIGALRM_ends_it_with_a_goodbye")]
    [TestCase(15, TestName = "SIGTERM_ends_it_with_a_goodbye")]
    public async Task A_signal_ends_it_with_a_goodbye(int signal)
    {
        using var server = new ScriptedServer();
        using var program = new ClientProcess("", Arguments(server));
        Task<List<string>> served = ServeAsync(server);
        Assert.That(await program.Output.ReadLineAsync(), Does.StartWith(
            SentencePart.Before(StartupSentences.Connected)));
        Assert.That(await program.Output.ReadLineAsync(), Does.StartWith("-- Welcome"));
        program.Signal(signal);
        Assert.That(await program.ExitAsync(), Is.EqualTo(ClientExitCode.Interrupted));
        await served;
    }

    [Test]
    public async Task Lines_that_are_not_utf8_are_refused_and_the_others_are_sent()
    {
        using var server = new ScriptedServer();
        using var program = new ClientProcess("", Arguments(server));
        program.Type(Encoding.Latin1.GetBytes("one\nb\u00E4r\ntwo\n\u00E4"));
        program.EndInput();
        List<string> said = await ServeAsync(server);
        Assert.That(await program.ExitAsync(), Is.EqualTo(ClientExitCode.Failure));
        Assert.That(said, Is.EqualTo(new[] { "one", "two" }));
        Assert.That(
            await program.Errors,
            Does.Contain(StartupSentences.LineNotUtf8(2))
                .And.Contains(StartupSentences.LineNotUtf8(4)));
    }

    private static string[] Arguments(ScriptedServer server) =>
        ["127.0.0.1", $"{server.Port}", "bob"];

    /// <summary>Answers each request as a server does, until the client has gone.</summary>
    /// <returns>What was said.</returns>
    private static async Task<List<string>> ServeAsync(ScriptedServer server)
    {
        var said = new List<string>();
        try
        {
            await server.AcceptAsync();
            await server.SendAsync(Frames.Welcome());
            SeenRequest request;
            do
            {
                request = await server.ReadAsync();
                if (request.Verb == RequestVerb.Say)
                {
                    said.Add(request.Text);
                }

                await server.SendAsync(Answers(request));
            }
            while (request.Verb != RequestVerb.Quit);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException
            or System.Net.Sockets.SocketException)
        {
            // The client has closed, or did not even come.
        }

        return said;
    }

    private static byte[][] Answers(SeenRequest request) => request.Verb == RequestVerb.Name
        ?
        [
            Frames.Of(new ChatEvent
            {
                Kind = EventKind.Named, RequestId = request.Id, SenderId = 7, Name = "bob",
            }),
            Frames.Of(new ChatEvent { Kind = EventKind.Joined, Room = "lobby", Count = 1 }),
        ]
        :
        [
            Frames.Answer(
                request.Verb == RequestVerb.Quit ? EventKind.Goodbye : EventKind.Done, request.Id),
        ];
}
