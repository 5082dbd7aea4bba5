namespace SimpleClient.Library.Link;

/// <summary>
/// The received bytes that have not been used. The buffer grows to the size of a frame. Above 64
/// KiB it shrinks again when it is empty, because a program may have thousands of clients.
/// </summary>
/// <param name="receive">
/// Receives from the socket. It is a function, so that tests can split the bytes anywhere.
/// </param>
internal sealed class ReceiveBuffer(
    Func<Memory<byte>, CancellationToken, ValueTask<int>> receive)
{
    private const int UsualBytes = 4096;
    private const int LargeBytes = 64 * 1024;

    private byte[] _bytes = new byte[UsualBytes];
    private int _start;
    private int _end;

    /// <summary>The bytes that have not been used.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    public void Use(int bytes) => _start += bytes;

    /// <summary>Waits for more bytes.</summary>
    /// <returns>False when the server has ended its stream.</returns>
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
