using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using SimpleClient.Link;
using SimpleClient.Plain;
using SimpleClient.Standard;
using SimpleClient.Terminal;
using SimpleClient.Terminal.Device;
using SimpleClient.Trust;

namespace SimpleClient;

/// <summary>The program: from its arguments to its exit code.</summary>
internal sealed class ClientProgram(Surroundings around)
{
    /// <summary>
    /// For an answer, where a person sees how long it takes; then the connection counts as lost.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs the program.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            Launch? launch = CommandLine.Read(
                arguments, around.Output, around.Error, out int exitCode);
            around.Output.Flush();
            return launch is null ? exitCode : await RunAsync(launch);
        }
        catch (ChatException e)
        {
            around.Error.WriteLine(e.Message);
            return ExitCode.Failure;
        }
        catch (OutputClosedException)
        {
            // As other programs in a pipe: without a sentence.
            return ExitCode.ReaderEnded;
        }
        catch (IOException e)
        {
            around.Error.WriteLine($"The output can't be written: {e.Message}.");
            return ExitCode.Failure;
        }
    }

    private async Task<int> RunAsync(Launch launch)
    {
        bool canAsk = around.HasPerson && !launch.IsPlain;
        var questions = new Questions(around.Input, around.Output, around.ReadSecret);
        Launch? whole = canAsk ? questions.Complete(launch, around.UserName) : launch;
        if (whole?.Name is not { } name)
        {
            around.Error.WriteLine("A name is missing: give one with --name NAME.");
            return ExitCode.WrongUse;
        }

        string host = whole.Host ?? Launch.DefaultHost;
        int port = whole.Port ?? Launch.DefaultPort;
        bool isPlain = launch.IsPlain || !around.HasCursor;
        var options = new ChatClientOptions { Agent = Agent(), Password = launch.Password };
        options = isPlain ? options : options with { ReplyTimeout = s_patience };
        options = launch.IsTls
            ? options with { Tls = new ServerTrust(around.KnownServersFile) }
            : options;
        await using ChatClient client = await ChatClient.ConnectAsync(host, port, options);
        string address = Dialing.Address(host, port);
        if (client.CertificateNotice.Length > 0)
        {
            around.Output.WriteLine($"-- {client.CertificateNotice}");
        }

        string how = launch.IsTls ? ", encrypted" : "";
        around.Output.WriteLine(
            $"-- Connected to {address}{how}. /help lists the commands, /quit leaves.");
        around.Output.Flush();
        var login = new Login(client, around.Error, canAsk ? questions : null);
        if (!await login.TakeNameAsync(name))
        {
            return ExitCode.Failure;
        }

        // The next connection, after a loss, is not for questions.
        options = options with { Password = login.Password ?? options.Password };

        if (isPlain)
        {
            return await TalkAsync(client, whole);
        }

        using var device = new TerminalDevice();
        if (!device.Open())
        {
            return await TalkAsync(client, whole);
        }

        Task<ChatClient> ConnectAgain(CancellationToken cancellation) =>
            ChatClient.ConnectAsync(host, port, options, cancellation);
        return await new TerminalSession(device, ConnectAgain, around.InColour)
            .RunAsync(client, address + how, whole.Room) ? ExitCode.Success
            : ExitCode.Failure;
    }

    private async Task<int> TalkAsync(ChatClient client, Launch launch)
    {
        var stop = new TaskCompletionSource<int>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        void Interrupt(PosixSignalContext signal)
        {
            // Not to die at once, but to say goodbye first.
            signal.Cancel = true;
            stop.TrySetResult(ExitCode.Interrupted);
        }

        using var signals = new ProcessSignals(Interrupt);
        var plain = new PlainScreen(around.Output, around.Error);
        bool isMasked = around.ReadMasked is not null;
        var secrets = new SecretCommands(plain, around.ReadSecret, isMasked);
        ChannelReader<InputLine> lines = around.InputBytes is { } bytes
            ? LineSource.FromStream(bytes)
            : LineSource.FromPerson(
                around.ReadMasked ?? around.Input.ReadLine, secrets.Complete);
        WatchOutput(stop);
        return await new Conversation(client, plain, byHand: around.HasPerson)
            .RunAsync(launch.Room, lines, stop.Task);
    }

    /// <summary>
    /// A program behind a pipe may end while nothing is written: the client would stay for ever.
    /// </summary>
    private void WatchOutput(TaskCompletionSource<int> stop)
    {
        if (around.WaitForReaderToEnd is { } wait)
        {
            void Watch()
            {
                wait();
                stop.TrySetResult(ExitCode.ReaderEnded);
            }

            new Thread(Watch) { IsBackground = true, Name = "output" }.Start();
        }
    }

    private static string Agent()
    {
        string? version = typeof(ClientProgram).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return $"SimpleClient {version}";
    }
}
