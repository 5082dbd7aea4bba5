using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>The commands of operators for the store.</summary>
internal static class StoreCommand
{
    /// <summary>
    /// How long an operator waits for a backup or an erasure, in ms. A gigabyte takes about 6 s.
    /// </summary>
    private const long WaitMs = 120_000;

    /// <summary>Entries of the audit log that are shown by default.</summary>
    private const int AuditEntries = 20;

    /// <summary>Most entries that are shown. They have to fit into one notice.</summary>
    private const int MaxAuditEntries = 500;

    /// <summary>Shows the size and the lag of the store.</summary>
    public static void Show(CommandContext context, in ClientRequest request)
    {
        if (!MayRun(context, request))
        {
            return;
        }

        StoreFigures figures = context.Directory.Store.Measure();
        context.Notice(request, StoreSentences.Figures(
            figures.Place,
            figures.Bytes,
            figures.Messages,
            figures.Waiting,
            figures.LastCommitUnixMs == 0
                ? StoreSentences.Never
                : context.Access.Server.Date(figures.LastCommitUnixMs),
            figures.LastCommitMs,
            figures.LastBackupUnixMs == 0
                ? StoreSentences.Never
                : context.Access.Server.Date(figures.LastBackupUnixMs),
            figures.Fault));
    }

    public static void Backup(CommandContext context, in ClientRequest request) =>
        WriteFile(context, request, MaintenanceTask.Backup);

    public static void Export(CommandContext context, in ClientRequest request) =>
        WriteFile(context, request, MaintenanceTask.Export);

    public static void Audit(CommandContext context, in ClientRequest request)
    {
        int entries = AuditEntries;
        if (!request.Target.IsEmpty
            && (!int.TryParse(request.Target, out entries) || entries is < 1 or > MaxAuditEntries))
        {
            context.Refuse(
                request,
                RefusalCode.ArgumentInvalid,
                StoreSentences.NoEntries(MaxAuditEntries));
            return;
        }

        Start(context, request, MaintenanceTask.Audit, $"{entries}");
    }

    /// <summary>Sets how long the lines of a room are kept.</summary>
    public static void Keep(CommandContext context, in ClientRequest request)
    {
        if (!MayRun(context, request))
        {
            return;
        }

        string? room = context.Directory.FindRoom(request.Target)?.Name.Text
            ?? context.Directory.FindUnloaded(request.Target)?.Name;
        if (room is null)
        {
            context.RefuseQuoting(request, RefusalCode.NoSuchRoom, request.Target);
        }
        else if (context.TryReadTime(request, request.Text, out long untilMs))
        {
            var keep = TimeSpan.FromMilliseconds(untilMs - context.NowMs);
            context.Directory.Store.Append(new StoreChange.RoomKeep(room, keep));
            context.Note(ActionSentences.SetKeep(room, keep));
            context.Notice(request, StoreSentences.Keeps(room, keep));
        }
    }

    /// <summary>
    /// Starts a task that writes a file. On a connection, an operator may only give a file name
    /// without a folder, because the operators' password must not give access to all files of the
    /// server's account.
    /// </summary>
    private static void WriteFile(
        CommandContext context, in ClientRequest request, MaintenanceTask task)
    {
        string path = Encoding.UTF8.GetString(request.Text);
        if (context.Member.Role != Role.Console && path.AsSpan().IndexOfAny('/', '\\', ':') >= 0)
        {
            context.Refuse(request, RefusalCode.ArgumentInvalid, StoreSentences.OnlyName);
            return;
        }

        Start(context, request, task, path);
    }

    /// <summary>Starts a task, and answers when it is done.</summary>
    public static void Start(
        CommandContext context, in ClientRequest request, MaintenanceTask task, string argument)
    {
        if (!MayRun(context, request))
        {
            return;
        }

        ulong id = request.Id;
        var query = new MaintenanceQuery(task, argument);
        if (task != MaintenanceTask.Audit)
        {
            // Before the result, so that the log also has attempts that fail.
            context.Note(StoreSentences.Started($"{task}".ToLowerInvariant(), argument));
        }

        if (!context.TryAsk(query, WaitMs, Send))
        {
            context.Refuse(id, Refusal.For(RefusalCode.StoreBusy));
        }

        void Send(bool isAnswered)
        {
            if (isAnswered)
            {
                context.Notice(new ClientRequest { Id = id }, query.Result);
            }
            else if (query.Fault is { } fault)
            {
                context.Refuse(
                    id,
                    Refusal.For(RefusalCode.ArgumentInvalid, StoreSentences.Failed(fault.Message)));
            }
            else
            {
                context.Refuse(id, Refusal.For(RefusalCode.StoreBusy));
            }
        }
    }

    public static bool MayRun(CommandContext context, in ClientRequest request)
    {
        if (!context.Directory.IsKept)
        {
            context.Refuse(request, RefusalCode.StoreOff);
        }

        return context.Directory.IsKept;
    }
}
