using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using EventLoopServer.Sentences.Operators;
using LoadTests.Failures;
using LoadTests.Sentences;

namespace LoadTests.ThreadPerClient;

/// <summary>
/// <c>serve-threads</c>: runs the server for comparisons in a process of its own.
/// </summary>
internal static class ThreadedProgram
{
    /// <summary>Serves until Ctrl-C or SIGTERM.</summary>
    /// <param name="announces">Sends joins and leaves to the other members.</param>
    /// <param name="output">Its first line has the address, with the actual port.</param>
    public static int Run(IPEndPoint endPoint, bool announces, TextWriter output)
    {
        using var server = new ThreadedServer(announces);
        using var stop = new ManualResetEventSlim();
        try
        {
            server.Start(endPoint);
        }
        catch (SocketException e)
        {
            Console.Error.WriteLine(RunSentences.CannotListen($"{endPoint}", e.Message));
            return LoadTestExitCode.Failed;
        }

        using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, stop);
        using PosixSignalRegistration terminate = OnSignal(PosixSignal.SIGTERM, stop);
        output.WriteLine(
            $"{BannerSentences.ListeningOn}{new IPEndPoint(endPoint.Address, server.Port)}");
        output.Flush();
        stop.Wait();
        return LoadTestExitCode.Done;
    }

    private static PosixSignalRegistration OnSignal(
        PosixSignal signal, ManualResetEventSlim stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // A second signal ends the process at once.
            context.Cancel = !stop.IsSet;
            stop.Set();
        });
}
