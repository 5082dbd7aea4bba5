using System.Diagnostics;
using EventLoopServer.Chat;
using EventLoopServer.Reactor;
using Protocol.Commands;
using Protocol.Messages;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation;

/// <summary>
/// The call depth of one message: the stack inside a command and inside a send, without the frames
/// above the phase of the loop. Run it in a Release build: inlining removes frames.
/// </summary>
internal static class CallStacks
{
    private const string Probe = "probe";

    /// <summary>The methods between the loop and a command, the outermost first.</summary>
    public static IReadOnlyList<string> ToCommand()
    {
        IReadOnlyList<string> frames = [];
        var grammar = new CommandGrammar(RequestVerb.Line, "/probe", "") { Words = [Probe] };
        var command = new Command(
            grammar, (CommandContext _, in ClientRequest _) => frames = BelowLoop());
        using var server = new SimServer(commands: [command]);
        SimTransport ann = Join(server, "ann\r\n"u8);
        ann.Write("/probe\r\n"u8);
        server.Settle();
        return frames;
    }

    /// <summary>The methods between the loop and the send of a message to a room.</summary>
    public static IReadOnlyList<string> ToSend()
    {
        IReadOnlyList<string> frames = [];
        using var server = new SimServer();
        SimTransport ann = Join(server, "ann\r\n"u8);
        SimTransport bob = Join(server, "bob\r\n"u8);
        bob.Sending = () => frames = BelowLoop();
        ann.Write("hello\r\n"u8);
        server.Settle();
        return frames;
    }

    /// <summary>Writes both call chains.</summary>
    public static void Print(TextWriter output)
    {
        Print(output, "A readable socket to a command", ToCommand());
        Print(output, "The flush to a socket", ToSend());
    }

    private static SimTransport Join(SimServer server, ReadOnlySpan<byte> line)
    {
        SimTransport peer = server.Connect();
        peer.Write(line);
        server.Settle();
        return peer;
    }

    private static void Print(TextWriter output, string title, IReadOnlyList<string> frames)
    {
        output.WriteLine($"{title}: {frames.Count} calls");
        foreach (string frame in frames)
        {
            output.WriteLine($"  {frame}");
        }
    }

    /// <summary>The frames between the loop's phase and the probe.</summary>
    private static List<string> BelowLoop()
    {
        var frames = new List<string>();
        foreach (StackFrame frame in new StackTrace().GetFrames())
        {
            Type? type = frame.GetMethod()?.DeclaringType;
            if (type == typeof(EventLoop))
            {
                break;
            }

            if (type?.Assembly == typeof(EventLoop).Assembly)
            {
                frames.Add($"{type.Name}.{frame.GetMethod()!.Name}");
            }
        }

        frames.Reverse();
        return frames;
    }
}
