using EventLoopServer;
using EventLoopServer.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoadTests.Micro;

/// <summary>A server with a full lobby, which the benchmark runs turn by turn.</summary>
internal sealed class MicroChat : IDisposable
{
    /// <summary>More turns than a member needs to arrive.</summary>
    private const int SettleTurns = 500;

    private readonly ChatServer _server;
    private readonly List<MicroTransport> _wires = [];
    private readonly ReadOnlyMemory<byte> _line;

    /// <param name="members">Members of the lobby.</param>
    /// <param name="lineBytes">Bytes of a line of text, its end included.</param>
    /// <param name="dialect">The dialect of all members; null: text.</param>
    public MicroChat(int members, int lineBytes, MicroDialect? dialect = null)
    {
        dialect ??= MicroDialect.Text;
        var network = new MicroNetwork();
        var options = new ServerOptions { PresenceDelayMs = 0 };
        _server = new ChatServer(options.WithoutLimits(), network, NullLogger.Instance);
        _server.Listen();
        for (int i = 0; i < members; i++)
        {
            MicroTransport wire = new MicroTransport(network.Poller);
            _wires.Add(wire);
            network.Listener.Add(wire);
            RunUntil(() => wire.Slot >= 0);
            foreach (byte[] step in dialect.Opening($"member{i}"))
            {
                long before = wire.SentBytes;
                wire.Write(step);
                RunUntil(() => wire.SentBytes > before);
            }
        }

        _line = dialect.Line(new string('x', lineBytes - 1));
    }

    /// <summary>Bytes sent to all members together.</summary>
    public long SentBytes => _wires.Sum(static w => w.SentBytes);

    /// <summary>One member sends a line, and one turn delivers it to all others.</summary>
    public void Say()
    {
        _wires[0].Write(_line);
        _server.RunOneTurn();
    }

    public void RunIdleTurn() => _server.RunOneTurn();

    public void Dispose() => _server.Dispose();

    private void RunUntil(Func<bool> isTrue)
    {
        for (int turn = 0; !isTrue(); turn++)
        {
            if (turn == SettleTurns)
            {
                throw new InvalidOperationException("The server does not take a member in.");
            }

            _server.RunOneTurn();
        }
    }
}
