using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Files;
using EventLoopServer.Observability;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>Creates the parts that share files, and removes expired files.</summary>
internal sealed class ServerFiles : LoopTimer, IDisposable
{
    private const long ExpireEveryMs = 10_000;

    private readonly IBackgroundWorker _worker;
    private readonly TimerQueue _timers;
    private readonly TurnClock _clock;
    private readonly ILogger _log;

    public ServerFiles(
        ServerOptions options,
        INetwork network,
        Mailbox mailbox,
        RoomDirectory directory,
        (TimerQueue Timers, TurnClock Clock) time,
        ILogger log)
    {
        _worker = network.CreateWorker(mailbox, FileWorker.Capacity);
        (_timers, _clock) = time;
        _log = log;
        Shares = new FileShares(directory, options.FileLimits, network.NextRandom);
    }

    public FileShares Shares { get; }

    /// <summary>The thread that uses the folder; null when no files are shared.</summary>
    public FileWorker? Worker { get; private set; }

    /// <summary>The background worker of the folder.</summary>
    public IBackgroundWorker Thread => _worker;

    /// <summary>Opens the folder. The store has to be open before.</summary>
    /// <param name="open">Opens the folder; null when no files are shared.</param>
    /// <param name="files">The stored files.</param>
    /// <param name="link">The address of this server in links.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public void Open(Func<IFileFolder?>? open, IReadOnlyList<StoredFile> files, string link)
    {
        if (open?.Invoke() is not { } folder)
        {
            return;
        }

        Worker = FileWorker.Open(
            _worker, folder, files.Select(static file => (file.Hash, file.Bytes)));
        Shares.LinkBase = System.Text.Encoding.ASCII.GetBytes(link);
        Shares.Open(Worker, files, _clock.UnixMs);
        if (Worker.Missing.Count > 0)
        {
            FileLog.Missing(_log, Worker.Missing.Count);
        }

        Fire();
    }

    public override void Fire()
    {
        Shares.RemoveExpired(new TurnTime(_clock.NowMs, _clock.UnixMs));
        _timers.Set(this, _clock.NowMs + ExpireEveryMs);
    }

    public override void Failed(Exception fault) => FileLog.NotExpired(_log, fault);

    /// <summary>Ends the thread after it has completed its current work.</summary>
    public void Dispose()
    {
        _worker.Dispose();
        Worker?.Dispose();
    }
}
