using EventLoopServer.Chat.Storage;
using EventLoopServer.Passwords;
using EventLoopServer.Threading;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// The password thread: it hashes the passwords of accounts, and has a queue. The worker for
/// certificates is separate, because it must not wait for a queue of logins.
/// </summary>
internal sealed class PasswordThread(IBackgroundWorker worker, IPasswordHash hash)
{
    /// <summary>
    /// Most passwords in the queue. The last one waits 0.6 s with Argon2id and 3.5 s with PBKDF2,
    /// less than <see cref="WaitMs"/>. Further ones are refused with AccountsBusy.
    /// </summary>
    public const int Capacity = 32;

    /// <summary>How long a member waits for the result, in ms.</summary>
    public const long WaitMs = 5_000;

    /// <summary>
    /// Called on the reactor thread after each job. Its argument is the reason why the best hash
    /// algorithm is not used, or null when it is.
    /// </summary>
    public Action<string?> Hashed { private get; init; } = static _ => { };

    /// <summary>
    /// Called on the reactor thread when a password could not be hashed or compared.
    /// </summary>
    public Action<Exception> Failed { private get; init; } = static _ => { };

    /// <returns>False when too many passwords wait.</returns>
    public bool TryStart(StoreQuery query) =>
        worker.TryStart(new PasswordJob((PasswordQuery)query, hash, this));

    private sealed class PasswordJob(
        PasswordQuery query, IPasswordHash hash, PasswordThread thread) : BackgroundJob
    {
        public override void Deliver()
        {
            thread.Hashed(hash.Fallback);
            if (Fault is { } fault)
            {
                thread.Failed(fault);
            }

            query.Fault = Fault;
            query.Complete();
        }

        protected override void Run() => query.Run(hash);
    }
}
