using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Scrolling;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal;

/// <summary>
/// Sends and fetches the user's files while the chat continues. Only the inbox's thread uses the
/// state of this class. Transfers post their results to the inbox.
/// </summary>
internal sealed class Transfers(
    Inbox inbox, TerminalModel model, Func<FileTransferClient> open, Func<ChatClient?> current)
    : IFileTransfers
{
    /// <summary>
    /// The most transfers at the same time. They are fewer than a server allows for an address.
    /// </summary>
    private const int Most = 3;

    /// <summary>
    /// The most cells of a name in the status line. Otherwise the progress would not fit beside the
    /// rooms, and be left out.
    /// </summary>
    private const int MaxNameCells = 24;

    private readonly List<CancellationTokenSource> _running = [];

    public void Send(string path, string room)
    {
        string name = FileName.Adapt(Path.GetFileName(path));
        if (current() is { } client)
        {
            Start(name, isSent: true, (progress, stop) =>
                SendAsync(client, (path, name), room, progress, stop));
        }
    }

    public void Fetch((string Id, string Name) file, string path) =>
        Start(file.Name, isSent: false, (progress, stop) =>
            FetchAsync(file, path, progress, stop));

    public bool Cancel()
    {
        _running.ForEach(static stop => stop.Cancel());
        return _running.Count > 0;
    }

    private void Start(
        string name,
        bool isSent,
        Func<Action<long>, CancellationToken, Task<string>> work)
    {
        if (_running.Count >= Most)
        {
            model.Rooms.AddNotice(FileSentences.TooMany, null, LineKind.Fault);
            return;
        }

        var stop = new CancellationTokenSource();
        _running.Add(stop);
        Show(name, isSent, 0);
        long last = 0;
        inbox.Watch(RunAsync(
            name,
            isSent,
            () => work(
                percent =>
                {
                    if (Interlocked.Exchange(ref last, percent) != percent)
                    {
                        inbox.Post(() => Show(name, isSent, percent));
                    }
                },
                stop.Token),
            stop));
    }

    private async Task RunAsync(
        string name, bool isSent, Func<Task<string>> work, CancellationTokenSource stop)
    {
        string result;
        bool isDone = false;
        try
        {
            // A disk may block, and the keys must not wait for the disk.
            result = await Task.Run(work);
            isDone = true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            result = FileSentences.Cancelled;
        }
        catch (ChatException e)
        {
            result = isSent
                ? FileSentences.NotSent(name, e.Message)
                : FileSentences.NotFetched(name, e.Message);
        }

        inbox.Post(() =>
        {
            _running.Remove(stop);
            stop.Dispose();
            model.Transfer = "";
            model.Rooms.AddNotice(
                EventLines.Safe(result), null, isDone ? LineKind.Notice : LineKind.Fault);
        });
    }

    private void Show(string name, bool isSent, long percent)
    {
        if (_running.Count > 0)
        {
            string shown = CellWidth.Cut(EventLines.Safe(name), MaxNameCells);
            model.Transfer = FileSentences.Progress(shown, isSent, percent);
        }
    }

    private async Task<string> SendAsync(
        ChatClient client,
        (string Path, string Name) file,
        string room,
        Action<long> percent,
        CancellationToken stop)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(
                file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(
                ChatErrorKind.TransferFailed, FileSentences.NotRead(file.Path, e.Message), e);
        }

        await using (stream)
        {
            long bytes = stream.Length;
            Reply reply = await client.SendAsync(
                RequestVerb.Offer, room, file.Name, (ulong)bytes, stop);
            if (reply.IsRefused)
            {
                throw new ChatException(ChatErrorKind.TransferFailed, ReplyLines.Refusal(reply));
            }

            using FileTransferClient transfer = open();
            await transfer.SendAsync(
                reply.Event.Detail,
                stream,
                bytes,
                sent => percent(sent * 100 / Math.Max(1, bytes)),
                stop);
        }

        return FileSentences.Sent(file.Name);
    }

    private async Task<string> FetchAsync(
        (string Id, string Name) file,
        string path,
        Action<long> percent,
        CancellationToken stop)
    {
        string target = Directory.Exists(path)
            ? Path.Combine(path, FileName.Adapt(file.Name))
            : path;
        string part = $"{target}.part";
        bool isBegun = false;
        try
        {
            if (File.Exists(target))
            {
                throw new ChatException(
                    ChatErrorKind.TransferFailed, FileSentences.Exists(target));
            }

            await using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                isBegun = true;
                using FileTransferClient transfer = open();
                await transfer.FetchAsync($"/f/{file.Id}/", stream, percent, stop);
            }

            File.Move(part, target, overwrite: false);
            isBegun = false;
            return FileSentences.Saved(file.Name, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(
                ChatErrorKind.TransferFailed, FileSentences.NotWritten(target, e.Message), e);
        }
        finally
        {
            if (isBegun)
            {
                File.Delete(part);
            }
        }
    }
}
