using BenchmarkDotNet.Attributes;

namespace LoadTests.Micro;

/// <summary>
/// What a turn costs without a kernel: the rest of what a load test measures is the network. Public
/// and not sealed, because BenchmarkDotNet asks for that.
/// </summary>
public class TurnBenchmarks : IDisposable
{
    /// <summary>A line as people type it.</summary>
    private const int LineBytes = 64;

    private MicroChat _chat = null!;

    /// <summary>People in the lobby.</summary>
    [Params(100, 1000)]
    public int Members { get; set; }

    /// <summary>Fills the lobby and shows that a line reaches all others in one turn.</summary>
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

    /// <summary>Ends the server.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _chat.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>One line to everybody: received, run, encoded once, sent to each.</summary>
    [Benchmark]
    public void FanOut() => _chat.Say();

    /// <summary>A turn in which nobody has anything to say.</summary>
    [Benchmark]
    public void IdleTurn() => _chat.RunIdleTurn();
}
