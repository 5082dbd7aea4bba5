using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using SimpleClient.Configuration;
using SimpleClient.Library;
using SimpleClient.Library.Link;
using SimpleClient.Library.Trust;
using SimpleClient.Lines;
using SimpleClient.Plain;
using SimpleClient.Sentences;
using SimpleClient.Standard;
using SimpleClient.Terminal;
using SimpleClient.Terminal.Device;
using SimpleClient.Terminal.Effects;

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
        ClientMemory memory = ClientMemory.Read(around.SettingsFolder, around.StateFolder);
        bool isPlain = arguments.IsPlain || !around.HasCursor;
        if (arguments.Host is { } given && memory.Content.Settings.Find(given) is { } saved)
        {
            arguments = arguments.With(saved);
        }

        if (isPlain)
        {
            foreach (string fault in memory.Content.Faults)
            {
                around.Error.WriteLine(EventLines.Safe(fault));
            }
        }

        bool canAsk = around.HasPerson && !arguments.IsPlain;
        StartupPrompts? prompts = canAsk
            ? new StartupPrompts(around.Input, around.Output, around.ReadSecret)
            : null;
        ClientArguments? whole = prompts is null
            ? arguments
            : prompts.CompleteServer(arguments);
        if (whole is null || (whole.Name is null && prompts is null))
        {
            around.Error.WriteLine(StartupSentences.NameMissing);
            return ClientExitCode.WrongUse;
        }

        return await RunAsync(whole, isPlain, prompts, memory);
    }

    private async Task<int> RunAsync(
        ClientArguments whole, bool isPlain, StartupPrompts? prompts, ClientMemory memory)
    {
        ChatClientOptions options = Options(whole, isPlain);
        (string host, int port) = ServerOf(whole);
        ChatClient first = await ConnectAsync(whole, options, prompts);
        await using var login = new Login(first, around.Error, prompts, password => ConnectAsync(
            whole, options with { Password = password ?? options.Password }, prompts));
        if (first.CertificateNotice.Length > 0)
        {
            around.Output.WriteLine($"-- {first.CertificateNotice}");
        }

        // A server that is not there is reported before the question for the name.
        ClientArguments? named = prompts is null
            ? whole
            : prompts.CompleteName(whole, around.UserName);
        if (named?.Name is not { } name)
        {
            around.Error.WriteLine(StartupSentences.NameMissing);
            return ClientExitCode.WrongUse;
        }

        string address = Dialer.Address(host, port)
            + (whole.IsTls ? StartupSentences.Encrypted : "");
        around.Output.WriteLine(StartupSentences.Connected(address));
        around.Output.Flush();
        if (!(whole.IsLogin
            ? await login.LogInAsync(name, whole.LoginPassword)
            : await login.HandleNameAsync(name)))
        {
            return ClientExitCode.Failure;
        }

        // The next connection after a loss must not ask for the password again.
        ChatClient client = login.Client;
        options = options with { Password = login.Password ?? options.Password };

        if (isPlain)
        {
            // In a pipe the lines go to the rooms that the command line names, and to no other.
            return await TalkAsync(client, whole);
        }

        using var device = new TerminalDevice();
        if (!device.Open())
        {
            return await TalkAsync(client, whole);
        }

        Task<ChatClient> ConnectAgain(CancellationToken cancellation) =>
            ChatClient.ConnectAsync(host, port, options, cancellation);
        FileTransferClient OpenTransferClient() => new(host, port, options);
        memory = memory with
        {
            Server = new SavedServer
            {
                Name = whole.Saved?.Name ?? "",
                Host = host,
                Port = port,
                IsTls = whole.IsTls,
                Login = whole.IsLogin ? name : "",
            },
        };
        return await new TerminalSession(
                device, ConnectAgain, around.InColour, memory, OpenTransferClient)
            .RunAsync(client, address, whole.Rooms)
            ? ClientExitCode.Success
            : ClientExitCode.Failure;
    }

    /// <summary>Connects. A person may repeat a failed attempt.</summary>
    private static async Task<ChatClient> ConnectAsync(
        ClientArguments whole, ChatClientOptions options, StartupPrompts? prompts)
    {
        (string host, int port) = ServerOf(whole);
        while (true)
        {
            try
            {
                return await ChatClient.ConnectAsync(host, port, options);
            }
            catch (ChatException e) when (prompts is not null && IsPassing(e.Fault))
            {
                if (!prompts.AsksToRetry(e.Message))
                {
                    throw;
                }
            }
        }
    }

    /// <summary>True for a failure that may be over at the next attempt.</summary>
    private static bool IsPassing(ChatErrorKind kind) => kind
        is ChatErrorKind.Refused or ChatErrorKind.HostUnknown or ChatErrorKind.Unreachable
        or ChatErrorKind.TimedOut or ChatErrorKind.Rejected or ChatErrorKind.ServerGone;

    private static (string Host, int Port) ServerOf(ClientArguments whole) => (
        whole.Host ?? ClientArguments.DefaultHost, whole.Port ?? ClientArguments.DefaultPort);

    private ChatClientOptions Options(ClientArguments whole, bool isPlain)
    {
        var options = new ChatClientOptions { Agent = Agent(), Password = whole.Password };
        options = isPlain ? options : options with { ReplyTimeout = s_patience, Resumes = true };
        options = whole.IsTls
            ? options with { Tls = new ServerTrust(around.KnownServersFile) }
            : options;
        (string host, int port) = ServerOf(whole);
        return isPlain || whole.HasNoToken
            ? options
            : options with
            {
                Logins = new LoginTokens(
                    new StoredTokens(around.TokenFolder), Dialer.Address(host, port)),
            };
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
        (string host, int port) = ServerOf(arguments);
        string scheme = arguments.IsTls ? "https" : "http";
        var conversation = new Conversation(client, plain, byHand: around.HasPerson)
        {
            LinkBase = $"{scheme}://{Dialer.Address(host, port)}",
        };
        return await conversation.RunAsync(arguments.Rooms, lines, stop.Task);
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
