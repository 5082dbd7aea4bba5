using System.CommandLine;
using EventLoopServer;
using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Files;
using EventLoopServer.Hosting;
using EventLoopServer.Hosting.OperatorConsole;
using EventLoopServer.Hosting.Reload;
using EventLoopServer.Hosting.Systemd;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Tool;
using EventLoopServer.Transport;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

ConsoleLineWriter output = ConsoleLineWriter.TakeConsole(StandardStreams.Secure());
HomeFolder.Ensure();
if (args is [StoreCommand.Name, ..])
{
    // The store command is parsed apart from the options. If the same command line had subcommands,
    // it would require one of them.
    ParseResult tool =
        new RootCommand(StoreSentences.ToolHelp) { StoreCommand.Make() }.Parse(args);
    int exitCode = tool.Invoke();
    return tool.Errors.Count > 0 ? ServerExitCode.Usage : exitCode;
}

var commandLine =
    new ServerCommandLine(ServerCommandLine.ProcessEnvironment(), DefaultFiles.Find());
ParseResult parsed = commandLine.Root.Parse(args);
if (parsed.Action is not null && parsed.Errors.Count == 0)
{
    // --help or --version.
    return parsed.Invoke();
}

if (commandLine.WantsTemplate(parsed))
{
    Console.Out.Write(commandLine.Template);
    return ServerExitCode.Done;
}

IReadOnlyList<string> faults = commandLine.Check(parsed);
if (faults.Count > 0)
{
    foreach (string fault in faults)
    {
        WriteFault(fault);
    }

    Console.Error.WriteLine(ConsoleSentences.HelpListsOptions);
    return ServerExitCode.Usage;
}

ServerOptions options = commandLine.Read(parsed);
if (commandLine.WantsCheck(parsed))
{
    var check = new StartCheck(options, TimeProvider.System);
    check.Run();
    foreach (string sentence in check.Faults.Select(CheckSentences.Fault)
        .Concat(check.Warnings.Select(CheckSentences.Warning)))
    {
        Console.Out.WriteLine(sentence);
    }

    if (check.Faults.Count > 0)
    {
        return ServerExitCode.Usage;
    }

    Console.Out.WriteLine(ConfigurationSentences.CheckPassed(commandLine.FileOf(parsed)));
    return ServerExitCode.Done;
}

var threshold = new LogThreshold(options.Logging.Level);
using ILoggerFactory loggers = MakeLoggers(options, threshold);
ILogger log = loggers.CreateLogger("TcpChat");
if (commandLine.FileOf(parsed) is { } configuration)
{
    ConfigurationLog.OptionsFromFile(log, configuration);
}

if (commandLine.DescribeEnvironment(parsed) is { Length: > 0 } variables)
{
    Log.OptionsFromEnvironment(log, variables);
}

ReloadSource source = ReloadSource.Of(args, options, threshold);
try
{
    DescriptorTable.ReserveFor(options.MaxClients);
    if (options.Tls.Source is { } files)
    {
        options = options with { Certificate = ServerCertificate.Load(files) };
    }

    // On Windows the key is a file in the account's store until the certificate is disposed of.
    using IDisposable? key = options.Certificate?.Context.TargetCertificate;
    using (ILoggerFactory silent = MakeSilentLoggers(options, threshold))
    {
        JitWarmup.Run(options.Certificate, silent.CreateLogger("TcpChat"));
    }

    int room = DescriptorTable.RoomFor(options.MaxClients);
    if (room < options.MaxClients)
    {
        Log.FewDescriptors(log, room, options.MaxClients);
        options = options with { MaxClients = room };
    }

    IReadOnlyDictionary<string, string> environment = ServerCommandLine.ProcessEnvironment();
    InheritedSockets sockets = InheritedSockets.Take(environment, Environment.ProcessId);
    using NotifySocket? manager = NotifySocket.Find(environment, Environment.ProcessId);
    using var server = new ChatServer(
        options,
        new SocketNetwork(sockets),
        log,
        openStore: StoreOpener.For(options, log),
        openFiles: FilesOpener.For(options, log));
    server.Reload.Source = source;
    using TerminalMode? terminal =
        options.Access.HasConsole && !Console.IsInputRedirected && !Console.IsOutputRedirected
            ? TerminalMode.TryTake()
            : null;
    using var signals = new ProcessSignals(
        () =>
        {
            // The terminal is restored first, because a second signal leaves no time for it.
            terminal?.Dispose();
            server.Stop();
        },
        terminal is null ? server.Reload.Request : null,
        server.Mailbox,
        server.ClientLog,
        log);

    // A client can connect from here on, so the signals are handled already.
    server.Listen();
    foreach (string address in sockets.Unused)
    {
        ConfigurationLog.SocketUnused(log, address);
    }

    Banner.Print(
        server.Listeners, options.Certificate, options.Logging.IsJson ? log : null, Console.Out);
    if (!options.Logging.IsJson)
    {
        Console.Out.WriteLine(server.KeepsHistory
            ? BannerSentences.Kept(options.StoreOptions!.Folder, options.StoreOptions.Keep)
            : BannerSentences.NotKept);
    }

    if (options.Certificate is { } certificate)
    {
        CertificateDates.Warn(
            certificate.Context.TargetCertificate, DateTimeOffset.UtcNow, log);
    }

    IEnumerable<string> open =
    [
        .. options.OpenFiles,
        .. options.Tls.Source?.OpenFiles() ?? [],
    ];
    foreach (string file in open.Distinct())
    {
        Log.SecretFileOpen(log, file);
    }

    if (options.Access.HasConsole)
    {
        ConsoleReader.Start(
            server.Console,
            server.Mailbox,
            options.Logging.IsJson,
            log,
            terminal is null ? null : output);
    }

    if (manager is not null)
    {
        server.Stopping = manager.Stopping;
        server.Reload.Changed = manager.Reload;
        new ServiceTimer(manager, server.Services).Start();
        manager.Ready();
    }

    server.Run();
    LogStopped(log, server.Stats);
    return ServerExitCode.Done;
}
catch (ListenException e)
{
    WriteFault(e.Message);
    return ServerExitCode.Failed;
}
catch (StoreException e)
{
    WriteFault(e.Message);
    return ServerExitCode.Failed;
}
catch (CertificateException e)
{
    WriteFault(e.Message);
    return ServerExitCode.Usage;
}
catch (Exception fault)
{
    Log.LoopFailed(log, fault);
    return ServerExitCode.Failed;
}

static void WriteFault(string sentence)
{
    bool isJournal = JournalStream.Has(ServerCommandLine.ProcessEnvironment(), descriptor: 2);
    Console.Error.WriteLine($"{(isJournal ? JournalStream.ErrorPrefix : "")}{sentence}");
}

// Makes the same loggers without an output. So the warm-up also compiles the code that writes a
// line.
static ILoggerFactory MakeSilentLoggers(ServerOptions options, LogThreshold threshold)
{
    TextWriter output = Console.Out;
    Console.SetOut(TextWriter.Null);
    try
    {
        return MakeLoggers(options, threshold);
    }
    finally
    {
        Console.SetOut(output);
    }
}

// When the console is slow, the queue drops and counts lines. A stalled terminal must not stop the
// loop.
static ILoggerFactory MakeLoggers(
    ServerOptions options, LogThreshold threshold) => LoggerFactory.Create(builder =>
{
    builder.SetMinimumLevel(LogLevel.Trace);
    builder.AddFilter(threshold.Passes);
    if (options.Logging.IsJson)
    {
        builder.AddJsonConsole();
    }
    else if (JournalStream.Has(ServerCommandLine.ProcessEnvironment(), descriptor: 1))
    {
        builder.AddSystemdConsole();
    }
    else
    {
        builder.AddSimpleConsole(simple =>
        {
            simple.SingleLine = true;
            simple.TimestampFormat = "HH:mm:ss.fff ";
        });
    }

    builder.Services.Configure<ConsoleLoggerOptions>(
        static console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
});

static void LogStopped(ILogger log, ServerStats stats) => Log.Stopped(
    log,
    stats.Turns,
    stats.Accepted,
    stats.Requests,
    stats.Parks,
    stats.Wakes,
    stats.PendedReceives,
    ThreadPool.CompletedWorkItemCount);
