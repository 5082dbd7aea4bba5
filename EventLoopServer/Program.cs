using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EventLoopServer;
using EventLoopServer.Certificates;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

var commandLine = new CommandLine();
ParseResult parsed = commandLine.Root.Parse(args);
if (parsed.Action is not null && parsed.Errors.Count == 0)
{
    // --help or --version.
    return parsed.Invoke();
}

IReadOnlyList<string> faults = commandLine.Check(parsed);
if (faults.Count > 0)
{
    foreach (string fault in faults)
    {
        Console.Error.WriteLine(fault);
    }

    Console.Error.WriteLine("--help lists the options.");
    return ExitCode.Usage;
}

ServerOptions options = commandLine.Read(parsed);
using ILoggerFactory loggers = MakeLoggers(options);
ILogger log = loggers.CreateLogger("TcpChat");
try
{
    DescriptorTable.ReserveFor(options.MaxClients);
    if (options.CertificateSource is { } source)
    {
        options = options with { Certificate = ServerCertificate.Load(source) };
    }

    Rehearsal.Play(options.Certificate);
    int room = DescriptorTable.RoomFor(options.MaxClients);
    if (room < options.MaxClients)
    {
        Log.FewDescriptors(log, room, options.MaxClients);
        options = options with { MaxClients = room };
    }

    using var server = new ChatServer(options, new SocketNetwork(), log);
    server.Listen();
    var signals = new StrongBox<int>();
    using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, server, signals);
    using PosixSignalRegistration terminate = OnSignal(PosixSignal.SIGTERM, server, signals);
    Banner.Print(
        server.Listeners, options.Certificate, options.LogJson ? log : null, Console.Out);
    if (options.Certificate is { } certificate)
    {
        CertificateDates.Warn(
            certificate.Context.TargetCertificate, DateTimeOffset.UtcNow, log);
    }

    IEnumerable<string> open =
        [.. options.Access.OpenFiles, .. options.CertificateSource?.OpenFiles() ?? []];
    foreach (string file in open.Distinct())
    {
        Log.SecretFileOpen(log, file);
    }

    if (options.Access.HasConsole)
    {
        ConsoleReader.Start(server, options.LogJson, log);
    }

    server.Run();
    LogStopped(log, server.Stats);
    return ExitCode.Done;
}
catch (Exception e) when (e is ListenException or CertificateException)
{
    Console.Error.WriteLine(e.Message);
    return ExitCode.Failed;
}
catch (Exception fault)
{
    Log.LoopFailed(log, fault);
    return ExitCode.Failed;
}

// The signal arrives on a thread of its own and only posts to the mailbox. A second one does not
// wait.
static PosixSignalRegistration OnSignal(
    PosixSignal signal, ChatServer server, StrongBox<int> signals) =>
    PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = Interlocked.Increment(ref signals.Value) == 1;
        server.Stop();
    });

// The queue drops and counts when the console is slow: a stalled terminal must not stop the loop.
static ILoggerFactory MakeLoggers(ServerOptions options) => LoggerFactory.Create(builder =>
{
    builder.SetMinimumLevel(options.LogLevel);
    if (options.LogJson)
    {
        builder.AddJsonConsole();
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
