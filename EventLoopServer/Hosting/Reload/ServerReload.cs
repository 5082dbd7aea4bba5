using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Threading;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting.Reload;

/// <summary>
/// Reads the options again while the server runs. The background worker reads the files. Then the
/// reactor applies all changes between two turns, or none of them. Connections stay open.
/// </summary>
/// <param name="targets">The parts that take the options.</param>
/// <param name="options">The options in use.</param>
/// <param name="worker">The thread that reads files.</param>
/// <param name="mailbox">The mailbox of the loop.</param>
/// <param name="log">The log.</param>
internal sealed class ServerReload(
    ReloadTargets targets,
    ServerOptions options,
    IBackgroundWorker worker,
    Mailbox mailbox,
    ILogger log)
{
    private readonly OptionSchema<ServerOptions> _schema = new();
    private ServerOptions _used = options;

    /// <summary>
    /// The options that the server uses, as they were read. The program may have lowered the number
    /// of clients after that.
    /// </summary>
    private ServerOptions? _inForce;

    /// <summary>
    /// Where the options are read from again; null when a reload is not possible.
    /// </summary>
    public ReloadSource? Source { get; set; }

    /// <summary>Called with true before a reload, and with false after it.</summary>
    public Action<bool> Changed { get; set; } = static _ => { };

    /// <summary>Requests a reload, whose result is logged. Any thread may call this.</summary>
    public void Request() => mailbox.Post(new Signal(this));

    /// <summary>Starts a reload.</summary>
    /// <param name="query">Receives the result.</param>
    /// <returns>False when too many jobs wait for the background worker.</returns>
    public bool TryStart(StoreQuery query)
    {
        var reload = (ReloadQuery)query;
        if (Source is null)
        {
            reload.Result = ReloadSentences.Off;
            reload.Complete();
            return true;
        }

        bool isStarted = worker.TryStart(new Job(this, Source, reload));
        if (isStarted)
        {
            Changed(true);
        }

        return isStarted;
    }

    /// <summary>Applies all options that were read, or none of them.</summary>
    /// <returns>False, with the reason as the result, when nothing was changed.</returns>
    public bool TryApply(RereadOptions read, out string result)
    {
        if (read.Faults.Count > 0)
        {
            result = ReloadSentences.More(read.Faults[0], read.Faults.Count - 1);
            return false;
        }

        ServerOptions before = _inForce ?? Source?.Start ?? _used;
        bool isTlsSame = targets.Sessions.Tls is null == read.Options.Tls.Source is null;
        ILookup<bool, OptionRow> changed = _schema.Rows
            .Where(r => !r.IsSame(before, read.Options))
            .ToLookup(r => r.AppliesOnReload
                && (isTlsSame || r.Group?.Name != nameof(ServerOptions.Tls)));
        List<KeyValuePair<OptionRow, object?>> values =
            [.. changed[true].Select(r => KeyValuePair.Create(r, r.ValueIn(read.Options)))];
        ServerOptions next = OptionSchema<ServerOptions>.With(_used, values);

        // A new value may contradict an old one that cannot change before a restart.
        if (OptionConflicts.Find(next) is { } conflict)
        {
            result = conflict;
            return false;
        }

        (_used, _inForce) = (next, OptionSchema<ServerOptions>.With(before, values));
        targets.Apply(next, isTlsSame ? read.Certificate : null);
        Source?.SetLevel(next.Logging.Level);
        result = values.Count == 0
            ? ReloadSentences.Nothing
            : ReloadSentences.Applied(Names(changed[true]));
        result += changed[false].Any() ? ReloadSentences.NeedRestart(Names(changed[false])) : "";
        return true;
    }

    private static string Names(IEnumerable<OptionRow> rows) =>
        string.Join(", ", rows.Select(static r => r.Name));

    private void Take(RereadOptions? read, Exception? fault, ReloadQuery query)
    {
        string result = fault?.Message ?? "";
        query.IsApplied = read is not null && TryApply(read, out result);
        query.Result = result;
        if (query.IsApplied)
        {
            ConfigurationLog.Reloaded(log, result);
        }
        else
        {
            foreach (string one in read is { Faults.Count: > 0 } ? read.Faults : [result])
            {
                ConfigurationLog.ReloadFailed(log, one);
            }
        }

        Changed(false);
        query.Complete();
    }

    private void Run()
    {
        if (!TryStart(new ReloadQuery()))
        {
            ConfigurationLog.ReloadFailed(log, ReloadSentences.Busy);
        }
    }

    private sealed class Signal(ServerReload owner) : MailboxNode
    {
        public override void Deliver() => owner.Run();
    }

    private sealed class Job(ServerReload owner, ReloadSource source, ReloadQuery query)
        : BackgroundJob
    {
        private RereadOptions? _result;

        public override void Deliver() => owner.Take(_result, Fault, query);

        protected override void Run() => _result = source.Read();
    }
}
