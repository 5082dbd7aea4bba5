using EventLoopServer.Admission;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Connections;
using EventLoopServer.Files;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Web.Answers;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web.Files;

/// <summary>The upload of an offered file: the body of one request.</summary>
internal sealed class Upload
{
    private readonly FileTransfers _transfers;
    private readonly Connection _connection;
    private readonly FileSlot _slot;
    private readonly NetworkPrefix? _place;
    private readonly Action<WebAnswer> _answer;
    private readonly FileUpload _file;
    private TransferSpeed _speed;
    private bool _isWhole;
    private bool _isOver;

    /// <param name="transfers">Counts the upload.</param>
    /// <param name="connection">The connection of the client.</param>
    /// <param name="slot">The offered file.</param>
    /// <param name="place">The network prefix of the client; null when it has none.</param>
    /// <param name="answer">Sends the answer.</param>
    public Upload(
        FileTransfers transfers,
        Connection connection,
        FileSlot slot,
        NetworkPrefix? place,
        Action<WebAnswer> answer)
    {
        (_transfers, _connection, _slot, _place, _answer) =
            (transfers, connection, slot, place, answer);
        _speed = new TransferSpeed(transfers.Limits, bufferBytes: 0);
        _speed.Restart(transfers.NowMs);
        slot.IsTaken = true;
        transfers.Begin(place);
        _file = transfers.Worker!.Receive(slot.Bytes, Continue);
        EndIfWhole();
    }

    /// <summary>
    /// The time until which more bytes have to arrive, in ms on the monotonic clock. There is no
    /// deadline while the server waits for its own disk.
    /// </summary>
    public long DueMs => _file.IsFull || Left == 0 ? long.MaxValue : _speed.DueMs;

    private long Left => _slot.Bytes - _file.Taken;

    /// <summary>
    /// Takes bytes of the body. The bytes after the body belong to the next request.
    /// </summary>
    public ConsumeResult Consume(Span<byte> unused)
    {
        int wanted = (int)Math.Min(unused.Length, Left);
        int used = _file.Append(unused[..wanted]);
        _transfers.Receive(used);
        _speed.Move(used, _transfers.NowMs);
        EndIfWhole();
        bool waits = Left == 0 || _file.IsFull;
        return new ConsumeResult(used, unused.Length, HasMore: false, waits);
    }

    /// <summary>Ends the upload of a client that was too slow.</summary>
    public WebAnswer EndTooSlow()
    {
        FileTransfers.Discard(_connection, Left);
        End();
        return FileTransfers.Refuse(HttpStatus.RequestTimeout, ShareSentences.TooSlow);
    }

    /// <summary>Cancels the upload, because the connection has closed.</summary>
    public void End()
    {
        if (!_isOver)
        {
            _isOver = true;
            _file.Abort();
            _transfers.End(_place);
            _transfers.Shares.Cancel(_slot);
        }
    }

    private void EndIfWhole()
    {
        if (Left == 0 && !_isWhole)
        {
            _isWhole = true;
            _file.End();
        }
    }

    private void Continue()
    {
        if (_isOver)
        {
            return;
        }

        if (_file.Fault is { } fault)
        {
            FileLog.NotKept(_transfers.Log, fault.Message);
            FileTransfers.Discard(_connection, Left);
            End();
            _answer(FileTransfers.Refuse(
                HttpStatus.InsufficientStorage, ShareSentences.DiskFailed));
        }
        else if (_file.Content is { } content)
        {
            _isOver = true;
            _transfers.End(_place);
            StoredFile? file = _transfers.Shares.Complete(_slot, content, _transfers.Now);
            _answer(file is null
                ? FileTransfers.Refuse(HttpStatus.Forbidden, ShareSentences.NotInRoomAnymore)
                : FileTransfers.Created(file));
        }
        else
        {
            _speed.Restart(_transfers.NowMs);
            _transfers.Resume(_connection);
        }
    }
}
