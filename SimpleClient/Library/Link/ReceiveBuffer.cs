namespace SimpleClient.Library.Link;

/// <summary>
/// The bytes that came from the socket and were not used yet. Grows to what one frame needs and
/// shrinks again when it is empty: a program may hold thousands of clients.
/// </summary>
/// <param name="receive">
/// How the socket receives: a function, so that tests can cut the bytes where they want.
/// </param>
internal sealed class ReceiveBuffer(
    Func<Memory<byte>, CancellationToken, ValueTask<int>> receive)
{
    private const int UsualBytes = 4096;
    private const int LargeBytes = 64 * 1024;

    private byte[] _bytes = new byte[UsualBytes];
    private int _start;
    private int _end;

    /// <summary>What was not used yet.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Marks bytes as used.</summary>
    public void Use(int bytes) => _start += bytes;

    /// <summary>Waits for more bytes.</summary>
    /// <returns>False when the other side has ended its stream.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        MakeRoom();
        int received = await receive(_bytes.AsMemory(_end), cancellation);
        _end += received;
        return received > 0;
    }

    private void MakeRoom()
    {
        int unread = _end - _start;
        if (unread == 0 && _bytes.Length > LargeBytes)
        {
            _bytes = new byte[UsualBytes];
        }
        else if (unread == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }
        else if (_start > 0)
        {
            _bytes.AsSpan(_start, unread).CopyTo(_bytes);
        }

        _start = 0;
        _end = unread;
    }
}
