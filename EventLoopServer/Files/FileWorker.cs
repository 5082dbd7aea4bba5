using EventLoopServer.Chat.Files;
using EventLoopServer.Threading;

namespace EventLoopServer.Files;

/// <summary>
/// The reactor's side of the folder of shared files. A separate thread does the work, so that a
/// slow disk delays neither accounts nor messages.
/// </summary>
/// <param name="worker">The thread.</param>
/// <param name="vault">The files. Only the thread uses them.</param>
internal sealed class FileWorker(IBackgroundWorker worker, FileVault vault)
    : IFileStorage, IDisposable
{
    /// <summary>
    /// Most jobs that may wait. An upload has at most four jobs at a time, a download two, and a
    /// removal one. The limits of uploads and downloads therefore prevent a full queue.
    /// </summary>
    public const int Capacity = 4096;

    public IReadOnlySet<string> Missing { get; private init; } = new HashSet<string>();

    /// <summary>The number of jobs that wait for the thread.</summary>
    public int Queued => worker.Queued;

    /// <summary>Opens the folder. It is called before the loop runs.</summary>
    /// <param name="worker">The thread.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="known">The hash and the size of each shared file.</param>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static FileWorker Open(
        IBackgroundWorker worker,
        IFileFolder folder,
        IEnumerable<(string Hash, long Bytes)> known)
    {
        var vault = new FileVault(folder);
        IReadOnlySet<string> missing = vault.Open(known);
        return new FileWorker(worker, vault) { Missing = missing };
    }

    /// <summary>Begins to receive a file.</summary>
    /// <param name="bytes">The size of the file.</param>
    /// <param name="changed">
    /// Called when the upload takes bytes again, is complete, or has failed.
    /// </param>
    public FileUpload Receive(long bytes, Action changed) => new(this, bytes, changed);

    /// <summary>Begins to read a part of a file.</summary>
    /// <param name="hash">The hash of the file.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="changed">
    /// Called when there are bytes to take, or when the reading failed.
    /// </param>
    public FileReading Read(string hash, long from, long bytes, Action changed) =>
        new(this, hash, (from, bytes), changed);

    /// <summary>
    /// Releases one use of a file. With a full queue, the next start deletes the file.
    /// </summary>
    public void Release(string hash) => Start(new Job(v => v.Release(hash), null));

    /// <summary>Runs work on the thread.</summary>
    /// <param name="work">The work.</param>
    /// <param name="done">Called by the reactor. Its argument is the fault, or null.</param>
    /// <returns>False when the queue is full.</returns>
    public bool Start(Action<FileVault> work, Action<Exception?>? done = null) =>
        Start(new Job(work, done));

    /// <summary>Unlocks the folder. It is called after the thread has ended.</summary>
    public void Dispose() => vault.Dispose();

    private bool Start(Job job)
    {
        job.Vault = vault;
        return worker.TryStart(job);
    }

    private sealed class Job(Action<FileVault> work, Action<Exception?>? done) : BackgroundJob
    {
        public FileVault Vault { get; set; } = null!;

        public override void Deliver() => done?.Invoke(Fault);

        protected override void Run() => work(Vault);
    }
}
