using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using EventLoopServer.Sentences.Operators;
using LoadTests.Failures;

namespace LoadTests.ThreadPerClient;

/// <summary><c>serve-threads</c>: the server that others are compared with, by itself.</summary>
internal static class ThreadedProgram
{
    /// <summary>Serves until Ctrl-C or SIGTERM.</summary>
    /// <param name="announces">Tells the others who comes and goes.</param>
    /// <param name="output">
    /// Its first line says where it listens, with the port that it really got.
    /// </param>
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
            Console.Error.WriteLine($"Cannot listen on {endPoint}: {e.Message}");
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
            // A second one does not wait.
            context.Cancel = !stop.IsSet;
            stop.Set();
        });
}
