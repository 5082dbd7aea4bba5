using System.Text;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Files;

/// <summary>Lists shared files, and removes them.</summary>
internal static class FilesCommand
{
    /// <summary>Most files in a list: one screen.</summary>
    private const int Shown = 20;

    /// <summary>Most users in the list of users with the most space.</summary>
    private const int ShownUsers = 5;

    /// <summary>
    /// Lists the files in the member's rooms, newest first. Everybody with a link can open the
    /// file, so only operators get the files of other rooms.
    /// </summary>
    public static void List(CommandContext context, in ClientRequest request)
    {
        FileShares files = context.Files;
        if (!files.IsOn)
        {
            context.Refuse(request, RefusalCode.FilesOff);
            return;
        }

        bool isOperator = context.Member.Role >= Role.Operator;
        StoredFile[] all =
        [
            .. files.All.Where(file =>
                isOperator || context.Member.Find(Encoding.UTF8.GetBytes(file.Room)) is not null),
        ];
        var lines = new List<string>();
        if (isOperator)
        {
            lines.Add(ShareSentences.Space(
                files.Count,
                FileSize.Format((ulong)files.Bytes),
                FileSize.Format((ulong)files.Limits.TotalBytes),
                StoreSentences.Span(TimeSpan.FromMilliseconds(files.Limits.KeepMs))));
            lines.AddRange(all.Length == 0 ? [] : [ShareSentences.Biggest(Biggest(all))]);
        }

        lines.Add(
            all.Length > 0 ? ShareSentences.Files(Math.Min(all.Length, Shown), all.Length)
            : isOperator ? ShareSentences.NoFilesAtAll
            : ShareSentences.NoFiles);
        lines.AddRange(all.Reverse().Take(Shown).Select(file => ShareSentences.File(
            file.Name,
            FileSize.Format((ulong)file.Bytes),
            file.Sender,
            file.Room,
            Encoding.UTF8.GetString(files.LinkBase) + FileShares.PathOf(file))));
        context.Notice(request, string.Join('\n', lines));
    }

    /// <summary>Removes a file of the member. Operators can remove any file.</summary>
    public static void Remove(CommandContext context, in ClientRequest request) =>
        Remove(context, request, request.Target);

    /// <summary>Removes a file with the operators' command <c>/file remove</c>.</summary>
    public static void RunForOperator(CommandContext context, in ClientRequest request)
    {
        if (request.Target.SequenceEqual("remove"u8) && !request.Text.IsEmpty)
        {
            Remove(context, request, request.Text);
        }
        else
        {
            context.Refuse(request, RefusalCode.ArgumentInvalid, ShareSentences.FileUsage);
        }
    }

    private static void Remove(
        CommandContext context, in ClientRequest request, ReadOnlySpan<byte> id)
    {
        FileShares files = context.Files;
        bool isOperator = context.Member.Role >= Role.Operator;
        Member member = context.Member;
        if (files.Find(id, file => isOperator || FileShares.IsOwn(file, member)) is not { } file)
        {
            context.RefuseQuoting(request, RefusalCode.NoSuchFile, id);
            return;
        }

        files.Remove(file);
        if (!FileShares.IsOwn(file, member))
        {
            context.Note(ShareSentences.RemovedFile(file.Name, file.Sender));
        }

        context.Done(request, ShareSentences.Removed);
    }

    private static string Biggest(StoredFile[] files) => string.Join(", ", files
        .GroupBy(static file => file.Sender)
        .Select(static g => (g.Key, Bytes: g.Sum(static file => file.Bytes)))
        .OrderByDescending(static u => u.Bytes)
        .ThenBy(static u => u.Key, StringComparer.Ordinal)
        .Take(ShownUsers)
        .Select(static u => $"{u.Key} {FileSize.Format((ulong)u.Bytes)}"));
}
