namespace UnitTests.Client.Library;

/// <summary>Bytes that arrive in small pieces, followed by the end of the stream.</summary>
internal sealed class PieceStream(byte[] bytes, int pieceBytes) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, pieceBytes)], cancellationToken);
}
