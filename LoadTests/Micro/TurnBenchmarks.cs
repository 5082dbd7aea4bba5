using BenchmarkDotNet.Attributes;

namespace LoadTests.Micro;

/// <summary>
/// The cost of a turn of the loop without a kernel. The rest of the cost in a load test is the
/// network. Public and not sealed, because BenchmarkDotNet requires it.
/// </summary>
public class TurnBenchmarks : IDisposable
{
    /// <summary>The length of an ordinary typed line.</summary>
    private const int LineBytes = 64;

    private MicroChat _chat = null!;

    /// <summary>Number of members in the lobby.</summary>
    [Params(100, 1000)]
    public int Members { get; set; }

    /// <summary>Fills the lobby, and checks that a line reaches all others in one turn.</summary>
    [GlobalSetup]
    public void FillLobby()
    {
        _chat = new MicroChat(Members, LineBytes);
        long before = _chat.SentBytes;
        _chat.Say();
        int expected = (Members - 1) * ("member0: ".Length + LineBytes);
        if (_chat.SentBytes - before != expected)
        {
            throw new InvalidOperationException(
                $"{_chat.SentBytes - before} bytes were sent where {expected} should have been.");
        }
    }

    /// <summary>Stops the server.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _chat.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Receives one line, runs it, encodes it once, and sends it to all members.</summary>
    [Benchmark]
    public void FanOut() => _chat.Say();

    /// <summary>A turn without input.</summary>
    [Benchmark]
    public void IdleTurn() => _chat.RunIdleTurn();
}
