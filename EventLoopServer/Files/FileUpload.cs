using System.Buffers;
using EventLoopServer.Chat.Files;

namespace EventLoopServer.Files;

/// <summary>
/// The reactor's side of a file that is being received. Bytes are collected in two buffers. One is
/// filled while the other is written. When both wait for the disk, no more bytes are taken.
/// </summary>
internal sealed class FileUpload
{
    /// <summary>The size of a buffer in bytes.</summary>
    public const int ChunkBytes = 64 * 1024;

    private readonly FileWorker _worker;
    private readonly long _bytes;
    private readonly Action _changed;
    private readonly byte[]?[] _chunks = new byte[]?[2];
    private readonly bool[] _isWaiting = new bool[2];
    private int _current;
    private int _filled;
    private bool _isOver;

    /// <summary>Only the worker's thread uses it.</summary>
    private FileDraft? _draft;

    public FileUpload(FileWorker worker, long bytes, Action changed) =>
        (_worker, _bytes, _changed) = (worker, bytes, changed);

    /// <summary>The number of bytes taken so far.</summary>
    public long Taken { get; private set; }

    /// <summary>The complete file; null until it is on disk.</summary>
    public FileContent? Content { get; private set; }

    /// <summary>Why the file was not stored; null when nothing has failed.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>True when both buffers wait for the disk.</summary>
    public bool IsFull => _isWaiting[_current];

    /// <summary>Takes bytes.</summary>
    /// <returns>The number of bytes taken; fewer if both buffers wait or after a fault.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        int taken = 0;
        while (taken < bytes.Length && !IsFull && Fault is null)
        {
            byte[] chunk = _chunks[_current] ??= ArrayPool<byte>.Shared.Rent(ChunkBytes);
            int some = Math.Min(ChunkBytes - _filled, bytes.Length - taken);
            bytes.Slice(taken, some).CopyTo(chunk.AsSpan(_filled));
            taken += some;
            _filled += some;
            if (_filled == ChunkBytes)
            {
                WriteChunk();
            }
        }

        Taken += taken;
        return taken;
    }

    /// <summary>Completes the file, after all bytes were taken.</summary>
    public void End()
    {
        if (_filled > 0)
        {
            WriteChunk();
        }

        FileContent? content = null;
        Start(
            vault => content = vault.Keep(_draft ??= vault.Begin(_bytes)),
            fault =>
            {
                Return();
                Content = fault is null ? content : null;
                if (!_isOver)
                {
                    _isOver = Content is not null;
                    Report(fault);
                }
                else if (Content is not null)
                {
                    _worker.Release(Content.Hash);
                }
            });
    }

    /// <summary>Cancels the upload. If the file was completed meanwhile, it is deleted.</summary>
    public void Abort()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        _worker.Start(
            vault =>
            {
                if (_draft is not null)
                {
                    vault.Discard(_draft);
                    _draft = null;
                }
            },
            _ => Return());
    }

    private void WriteChunk()
    {
        int index = _current;
        int bytes = _filled;
        (_current, _filled) = (1 - _current, 0);
        _isWaiting[index] = true;
        Start(
            vault =>
            {
                _draft ??= vault.Begin(_bytes);
                _draft.Append(_chunks[index].AsSpan(0, bytes));
            },
            fault =>
            {
                _isWaiting[index] = false;
                Report(fault);
            });
    }

    private void Start(Action<FileVault> work, Action<Exception?> done)
    {
        if (!_worker.Start(work, done))
        {
            Report(new IOException("too many jobs wait for the disk"));
        }
    }

    private void Report(Exception? fault)
    {
        if (_isOver && Content is null)
        {
            return;
        }

        if (fault is not null && Fault is null)
        {
            Fault = fault;
            Abort();
        }

        _changed();
    }

    private void Return()
    {
        for (int i = 0; i < _chunks.Length; i++)
        {
            if (_chunks[i] is { } chunk)
            {
                ArrayPool<byte>.Shared.Return(chunk);
                _chunks[i] = null;
            }
        }
    }
}
