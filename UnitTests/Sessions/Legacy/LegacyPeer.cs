using System.Text;
using UnitTests.Simulation.Network;

namespace UnitTests.Sessions.Legacy;

/// <summary>
/// The test's end of a connection to one of the listeners for older chat programs. It keeps each
/// send that came, and how the connection ended, with the milliseconds since it began.
/// </summary>
internal sealed class LegacyPeer(SimTransport wire, string dialect, FakeOldServer server)
{
    private readonly long _beganMs = server.NowMs;
    private readonly List<(long Ms, string Text)> _seen = [];
    private bool _isOver;

    public SimTransport Wire { get; } = wire;

    public string Dialect { get; } = dialect;

    /// <summary>One receive of the server's, unless it is too long for one.</summary>
    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Wire.Write(bytes);
        server.Settle();
    }

    /// <summary>Closes its side.</summary>
    public void End()
    {
        Wire.End();
        server.Settle();
    }

    /// <summary>Vanishes.</summary>
    public void Reset()
    {
        Wire.Reset();
        server.Settle();
    }

    /// <summary>
    /// What came since the last look: a string for each send, and <c>RESET</c> or <c>END</c>.
    /// </summary>
    public List<string> Take()
    {
        List<string> all = [.. _seen.Select(static s => s.Text)];
        _seen.Clear();
        return all;
    }

    /// <summary>The same, each behind the milliseconds since it connected.</summary>
    public List<string> TakeTimed()
    {
        List<string> all = [.. _seen.Select(static s => $"{s.Ms} {s.Text}")];
        _seen.Clear();
        return all;
    }

    /// <summary>Looks what has come by now.</summary>
    public void Look()
    {
        long ms = server.NowMs - _beganMs;
        foreach (string text in Wire.TakeSends())
        {
            _seen.Add((ms, text));
        }

        if (!_isOver && (Wire.IsDisposed || Wire.EndedInOrder))
        {
            _isOver = true;
            _seen.Add((ms, Wire.EndedInOrder || !Wire.EndsWithReset ? "END" : "RESET"));
        }
    }
}
