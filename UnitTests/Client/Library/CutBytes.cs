using SimpleClient.Library.Link;

namespace UnitTests.Client.Library;

/// <summary>
/// Bytes that arrive in pieces split by the test, followed by the end of the stream.
/// </summary>
internal sealed class CutBytes(IEnumerable<byte[]> pieces)
{
    private readonly Queue<byte[]> _pieces = new(pieces);
    private byte[] _rest = [];

    public static ReceiveBuffer At(byte[] bytes, int cut) =>
        new(new CutBytes([bytes[..cut], bytes[cut..]]).ReceiveAsync);

    public static ReceiveBuffer Everywhere(byte[] bytes) =>
        new(new CutBytes(bytes.Select(one => new[] { one })).ReceiveAsync);

    public ValueTask<int> ReceiveAsync(Memory<byte> space, CancellationToken cancellation)
    {
        if (_rest.Length == 0 && _pieces.TryDequeue(out byte[]? piece))
        {
            _rest = piece;
        }

        int bytes = Math.Min(_rest.Length, space.Length);
        _rest.AsSpan(0, bytes).CopyTo(space.Span);
        _rest = _rest[bytes..];
        return ValueTask.FromResult(bytes);
    }
}
