using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using SimpleClient.Library;
using SimpleClient.Library.Link;
using SimpleClient.Library.Trust;
using SimpleClient.Plain;
using SimpleClient.Sentences;
using SimpleClient.Standard;
using SimpleClient.Terminal;
using SimpleClient.Terminal.Device;

namespace SimpleClient.Startup;

/// <summary>Runs the program, from its arguments to its exit code.</summary>
internal sealed class ClientProgram(ConsoleEnvironment around)
{
    /// <summary>
    /// The time limit for an answer on a terminal, where the user sees the waiting time. After this
    /// time the connection counts as lost.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs the program.</summary>
    /// <returns>One of <see cref="ClientExitCode"/>.</returns>
    public async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            ClientArguments? read = ClientCommandLine.Read(
                arguments, around.Output, around.Error, out int exitCode);
            around.Output.Flush();
            return read is null ? exitCode : await RunAsync(read);
        }
        catch (ChatException e)
        {
            around.Error.WriteLine(e.Message);
            return ClientExitCode.Failure;
        }
        catch (OutputClosedException)
        {
            // In a pipe the end of the reader is usual, so there is no error message.
            return ClientExitCode.ReaderEnded;
        }
        catch (IOException e)
        {
            around.Error.WriteLine(StartupSentences.OutputFailed(e.Message));
            return ClientExitCode.Failure;
        }
    }

    private async Task<int> RunAsync(ClientArguments arguments)
    {
        bool canAsk = around.HasPerson && !arguments.IsPlain;
        StartupPrompts prompts = new StartupPrompts(around.Input, around.Output, around.ReadSecret);
        ClientArguments? whole = canAsk ? prompts.Complete(arguments, around.UserName) : arguments;
        if (whole?.Name is not { } name)
        {
            around.Error.WriteLine(StartupSentences.NameMissing);
            return ClientExitCode.WrongUse;
        }

        string host = whole.Host ?? ClientArguments.DefaultHost;
        int port = whole.Port ?? ClientArguments.DefaultPort;
        bool isPlain = arguments.IsPlain || !around.HasCursor;
        var options = new ChatClientOptions { Agent = Agent(), Password = arguments.Password };
        options = isPlain ? options : options with { ReplyTimeout = s_patience, Resumes = true };
        options = arguments.IsTls
            ? options with { Tls = new ServerTrust(around.KnownServersFile) }
            : options;
        string address = Dialer.Address(host, port);
        options = isPlain || arguments.HasNoToken
            ? options
            : options with
            {
                Logins = new LoginTokens(new StoredTokens(around.TokenFolder), address),
            };
        await using ChatClient client = await ChatClient.ConnectAsync(host, port, options);
        if (client.CertificateNotice.Length > 0)
        {
            around.Output.WriteLine($"-- {client.CertificateNotice}");
        }

        string how = arguments.IsTls ? StartupSentences.Encrypted : "";
        around.Output.WriteLine(StartupSentences.Connected(address + how));
        around.Output.Flush();
        var login = new Login(client, around.Error, canAsk ? prompts : null);
        if (!(whole.IsLogin
            ? await login.LogInAsync(name, whole.LoginPassword)
            : await login.TakeNameAsync(name)))
        {
            return ClientExitCode.Failure;
        }

        // The next connection after a loss must not ask for the password again.
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
        FileCourier OpenCourier() => new(host, port, options);
        return await new TerminalSession(device, ConnectAgain, around.InColour, OpenCourier)
            .RunAsync(client, address + how, whole.Room) ? ClientExitCode.Success
            : ClientExitCode.Failure;
    }

    private async Task<int> TalkAsync(ChatClient client, ClientArguments arguments)
    {
        var stop = new TaskCompletionSource<int>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        void Interrupt(PosixSignalContext signal)
        {
            // The program sends a quit request before it ends.
            signal.Cancel = true;
            stop.TrySetResult(ClientExitCode.Interrupted);
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
            .RunAsync(arguments.Room, lines, stop.Task);
    }

    /// <summary>
    /// Watches for the end of the output's reader. The reader of a pipe may end while nothing is
    /// written, and without this thread the client would never notice that.
    /// </summary>
    private void WatchOutput(TaskCompletionSource<int> stop)
    {
        if (around.WaitForReaderToEnd is { } wait)
        {
            void Watch()
            {
                wait();
                stop.TrySetResult(ClientExitCode.ReaderEnded);
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
