using EventLoopServer.Connections;
using EventLoopServer.Files;
using EventLoopServer.Observability;
using EventLoopServer.Web.Answers;

namespace EventLoopServer.Web.Files;

/// <summary>A file, or a part of a file, that is sent to one client.</summary>
internal sealed class Download : IBodySource
{
    private readonly FileTransfers _transfers;
    private readonly Connection _connection;
    private readonly FileReading _reading;
    private TransferSpeed _speed;
    private bool _isClosed;

    /// <param name="transfers">Counts the download.</param>
    /// <param name="connection">The connection of the client.</param>
    /// <param name="hash">The hash of the file.</param>
    /// <param name="range">The first byte, and the number of bytes.</param>
    public Download(
        FileTransfers transfers,
        Connection connection,
        string hash,
        (long From, long Bytes) range)
    {
        _transfers = transfers;
        _connection = connection;
        _speed = new TransferSpeed(transfers.Limits, transfers.BufferBytes);
        _speed.Restart(transfers.NowMs);
        _reading = transfers.Worker!.Read(hash, range.From, range.Bytes, Continue);
        transfers.Counts.Downloads++;
    }

    public bool IsWaiting => _reading.IsWaiting;

    public long DueMs => _speed.DueMs;

    public ReadOnlySpan<byte> Take(int maxBytes)
    {
        ReadOnlySpan<byte> piece = _reading.Take(maxBytes);
        _speed.Move(piece.Length, _transfers.NowMs);
        _transfers.Counts.SentBytes += piece.Length;
        return piece;
    }

    public void Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _transfers.Counts.Downloads--;
            _reading.Close();
        }
    }

    private void Continue()
    {
        if (_isClosed)
        {
            return;
        }

        if (_reading.Fault is { } fault)
        {
            // The head was sent before, so no error status is possible. The client sees from the
            // end of the connection that the rest is missing.
            FileLog.NotRead(_transfers.Log, fault.Message);
            _transfers.CloseQueue.Abort(_connection, CloseReason.Bug);
            return;
        }

        _speed.Restart(_transfers.NowMs);
        _transfers.Pull(_connection);
    }
}
