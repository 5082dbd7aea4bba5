using System.Buffers;

namespace EventLoopServer.Files;

/// <summary>
/// The reactor's side of reading a part of a file to be sent. It has two buffers: the bytes of one
/// are sent while the other is filled from the disk.
/// </summary>
internal sealed class FileReading
{
    /// <summary>The size of a buffer in bytes.</summary>
    public const int ChunkBytes = 64 * 1024;

    private readonly FileWorker _worker;
    private readonly string _hash;
    private readonly Action _changed;
    private byte[]? _current;
    private byte[]? _next;
    private int _at;
    private int _filled;
    private int _nextFilled;
    private long _position;
    private long _unread;
    private bool _isReading;
    private bool _isClosed;

    /// <summary>Only the worker's thread uses it.</summary>
    private IFileHandle? _file;

    public FileReading(
        FileWorker worker, string hash, (long From, long Bytes) range, Action changed)
    {
        (_worker, _hash, _changed) = (worker, hash, changed);
        (_position, _unread) = range;
        Left = range.Bytes;
        ReadNext();
    }

    /// <summary>The number of bytes that were not taken yet.</summary>
    public long Left { get; private set; }

    /// <summary>True when bytes are left, but the disk has not been read yet.</summary>
    public bool IsWaiting => Left > 0 && _at == _filled && _nextFilled == 0 && Fault is null;

    /// <summary>Why the file cannot be read; null when nothing has failed.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    /// <returns>
    /// The bytes, valid until the next call. Empty when the caller has to wait, or at the end.
    /// </returns>
    public ReadOnlySpan<byte> Take(int maxBytes)
    {
        if (_at == _filled && _nextFilled > 0)
        {
            (_current, _next) = (_next, _current);
            (_at, _filled, _nextFilled) = (0, _nextFilled, 0);
            ReadNext();
        }

        int bytes = Math.Min(maxBytes, _filled - _at);
        ReadOnlySpan<byte> piece = _current.AsSpan(_at, bytes);
        _at += bytes;
        Left -= bytes;
        return piece;
    }

    /// <summary>Ends the reading, even when bytes are left.</summary>
    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _worker.Start(
            _ => _file?.Dispose(),
            _ =>
            {
                Return(ref _current);
                Return(ref _next);
            });
    }

    private void ReadNext()
    {
        if (_isReading || _unread == 0 || _nextFilled > 0 || _isClosed)
        {
            return;
        }

        _isReading = true;
        byte[] space = _next ??= ArrayPool<byte>.Shared.Rent(ChunkBytes);
        int wanted = (int)Math.Min(ChunkBytes, _unread);
        long position = _position;
        int read = 0;
        bool isStarted = _worker.Start(
            vault =>
            {
                _file ??= vault.Read(_hash);
                for (int some = -1; some != 0 && read < wanted; read += some)
                {
                    some = _file.Read(space.AsSpan(read, wanted - read), position + read);
                }
            },
            fault => Took(read == wanted ? fault : fault ?? new EndOfStreamException(), wanted));
        if (!isStarted)
        {
            Took(new IOException("too many jobs wait for the disk"), 0);
        }
    }

    private void Took(Exception? fault, int bytes)
    {
        _isReading = false;
        if (_isClosed)
        {
            return;
        }

        Fault = fault;
        _nextFilled = fault is null ? bytes : 0;
        _position += _nextFilled;
        _unread -= _nextFilled;
        _changed();
    }

    private static void Return(ref byte[]? space)
    {
        if (space is not null)
        {
            ArrayPool<byte>.Shared.Return(space);
            space = null;
        }
    }
}
