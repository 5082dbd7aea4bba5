using EventLoopServer.Buffers;
using EventLoopServer.Transport;

namespace UnitTests.Simulation.Network;

/// <summary>
/// A channel for tests that treats bytes as badly as an encrypted one may: each is changed, they go
/// in small blocks with a length before each, and a block counts only when all of it has come.
/// </summary>
internal sealed class ScramblingFilter : ITransportFilter
{
    /// <summary>Bytes of a block at most.</summary>
    public const int BlockBytes = 50;

    private const byte Mask = 0x5A;

    private readonly List<byte> _wire = [];
    private readonly Queue<byte> _plain = new();

    public bool HasMore => _plain.Count > 0;

    /// <summary>What a peer sends to be understood.</summary>
    public static byte[] Scramble(ReadOnlySpan<byte> plain)
    {
        var wire = new List<byte>();
        while (!plain.IsEmpty)
        {
            int part = Math.Min(plain.Length, BlockBytes);
            wire.Add((byte)part);
            foreach (byte b in plain[..part])
            {
                wire.Add((byte)(b ^ Mask));
            }

            plain = plain[part..];
        }

        return [.. wire];
    }

    public bool TryEncode(ReadOnlySpan<byte> plain, RingBuffer ring) =>
        ring.TryWrite(Scramble(plain));

    public int Decode(ReadOnlySpan<byte> wireBytes, Span<byte> plain, RingBuffer ring)
    {
        _wire.AddRange(wireBytes);
        while (_wire.Count > 0 && _wire.Count > _wire[0])
        {
            int block = _wire[0];
            foreach (byte b in _wire.GetRange(1, block))
            {
                _plain.Enqueue((byte)(b ^ Mask));
            }

            _wire.RemoveRange(0, block + 1);
        }

        int given = 0;
        while (given < plain.Length && _plain.TryDequeue(out byte b))
        {
            plain[given++] = b;
        }

        return given;
    }
}
