using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Connections;
using EventLoopServer.Files;
using EventLoopServer.Files.Types;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions;
using EventLoopServer.Web.Answers;
using Microsoft.Extensions.Logging;
using Protocol.Dialects.Web.Http;
using Protocol.Messages;

namespace EventLoopServer.Web.Files;

/// <summary>
/// Receives offered files (<c>PUT /up/SLOT</c>) and sends shared ones (<c>GET /f/ID/NAME</c>). Only
/// the id finds a file. The name in an address is for people, and no address becomes a path on
/// disk.
/// </summary>
/// <param name="shares">The shared and the offered files.</param>
/// <param name="worker">
/// The thread that reads and writes the folder; null when there is no folder.
/// </param>
/// <param name="sessions">The services of chat sessions.</param>
/// <param name="pull">Begins to send from the source of a connection.</param>
/// <param name="bufferBytes">
/// The most bytes that may be in buffers between the server and a client.
/// </param>
internal sealed class FileTransfers(
    FileShares shares,
    Func<FileWorker?> worker,
    SessionServices sessions,
    Action<Connection> pull,
    long bufferBytes)
{
    /// <summary>
    /// The most uploads at the same time, and the most downloads. Each takes two buffers of 64 KiB,
    /// so all of them take 48 MiB.
    /// </summary>
    public const int MaxUploads = 128;

    public const int MaxDownloads = 256;

    /// <summary>
    /// The most bytes of a refused body that are discarded. Above this, the client may get a reset
    /// instead of the refusal. Origin: the default size of a file.
    /// </summary>
    public const int MaxDiscardedBytes = 16 * 1024 * 1024;

    private const string RetrySoon = "Retry-After: 5\r\nCache-Control: no-store\r\n";

    private readonly Dictionary<NetworkPrefix, int> _uploadsOf = [];

    public FileShares Shares => shares;

    public FileLimits Limits => shares.Limits;

    public FileWorker? Worker => worker();

    public CloseQueue CloseQueue => sessions.CloseQueue;

    public ILogger Log => sessions.Log;

    public TurnTime Now => sessions.Now;

    public long NowMs => sessions.Clock.NowMs;

    public long BufferBytes => bufferBytes;

    public FileCounts Counts => shares.Counts;

    private static ReadOnlySpan<byte> UpPath => "/up/"u8;

    private static ReadOnlySpan<byte> FilePath => "/f/"u8;

    /// <summary>True for a request that sends a file to the server.</summary>
    public static bool IsUpload(scoped in HttpHead head) =>
        head.Target.StartsWith(UpPath) && head.Method.SequenceEqual("PUT"u8);

    /// <summary>True for a request that this class answers.</summary>
    public static bool IsFor(scoped in HttpHead head) =>
        head.Target.StartsWith(UpPath) || head.Target.StartsWith(FilePath);

    /// <summary>The answer after a file was shared.</summary>
    public static WebAnswer Created(StoredFile file) =>
        WebAnswer.OfText(HttpStatus.Created, ShareSentences.Kept) with
        {
            Part = WebPart.File,
            Fields = $"Location: {FileShares.PathOf(file)}\r\nCache-Control: no-store\r\n",
        };

    /// <summary>Begins to receive a file.</summary>
    /// <param name="head">The head of the request.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="place">The network prefix of the client; null when it has none.</param>
    /// <param name="answer">Sends the answer at the end.</param>
    /// <param name="refusal">
    /// The answer that refuses the request; null when there is an upload.
    /// </param>
    public Upload? TryReceive(
        scoped in HttpHead head,
        Connection connection,
        NetworkPrefix? place,
        Action<WebAnswer> answer,
        out WebAnswer refusal)
    {
        refusal = null!;
        FileSlot? slot = FileShares.TryReadId(head.Target[UpPath.Length..], out UInt128 key)
            ? shares.FindSlot(key, NowMs)
            : null;
        if (slot is not { IsTaken: false } || Worker is null)
        {
            refusal = Refuse(HttpStatus.NotFound, ShareSentences.NoSuchSlot);
        }
        else if (!slot.IsFor(place))
        {
            refusal = Refuse(HttpStatus.Forbidden, ShareSentences.OtherAddress);
        }
        else if (!head.HasContentBytes)
        {
            refusal = Refuse(HttpStatus.LengthRequired, ShareSentences.NoLength);
        }
        else if (head.ContentBytes != slot.Bytes)
        {
            refusal = Refuse(
                HttpStatus.BadRequest,
                ShareSentences.WrongLength(head.ContentBytes, slot.Bytes));
        }
        else if (place is { } p && _uploadsOf.GetValueOrDefault(p) >= Limits.Uploads)
        {
            refusal = Refuse(HttpStatus.TooManyRequests, ShareSentences.TooManyUploads) with
            {
                Fields = RetrySoon,
            };
        }
        else if (Counts.Uploads >= MaxUploads)
        {
            refusal = Busy();
        }
        else
        {
            return new Upload(this, connection, slot, place, answer);
        }

        return null;
    }

    /// <summary>
    /// Discards the rest of a refused body after the answer. Most clients read the answer only
    /// after they have sent the body, and lose the answer if they get a reset before.
    /// </summary>
    public static void Discard(Connection connection, long bytes) =>
        connection.UnreadBodyBytes = (int)Math.Min(bytes, MaxDiscardedBytes);

    /// <summary>The answer to any other request for a file.</summary>
    public WebAnswer AnswerTo(scoped in HttpHead head, Connection connection)
    {
        bool isHead = head.Method.SequenceEqual("HEAD"u8);
        bool isFile = head.Target.StartsWith(FilePath);
        if (!isFile || !(isHead || head.Method.SequenceEqual("GET"u8)))
        {
            return Refuse(
                HttpStatus.MethodNotAllowed, WebSentences.Of(HttpStatus.MethodNotAllowed)) with
            {
                Fields = isFile ? "Allow: GET, HEAD\r\n" : "Allow: PUT\r\n",
                Closes = false,
            };
        }

        ReadOnlySpan<byte> path = head.Target[FilePath.Length..];
        int slash = path.IndexOfAny((byte)'/', (byte)'?');
        StoredFile? file =
            FileShares.TryReadId(slash < 0 ? path : path[..slash], out UInt128 id)
                ? shares.Find(id)
                : null;
        if (file is null || Worker is null)
        {
            return Refuse(HttpStatus.NotFound, ShareSentences.NoSuchFile) with { Closes = false };
        }

        return Answer(head, file, isHead, connection);
    }

    /// <summary>An answer with a sentence. The connection ends after it.</summary>
    public static WebAnswer Refuse(HttpStatus status, string sentence) =>
        WebAnswer.OfText(status, sentence) with { Part = WebPart.File, Closes = true };

    /// <summary>Counts an upload.</summary>
    public void Begin(NetworkPrefix? place)
    {
        Counts.Uploads++;
        if (place is { } p)
        {
            _uploadsOf[p] = _uploadsOf.GetValueOrDefault(p) + 1;
        }
    }

    /// <summary>Removes an upload that has ended from the counts.</summary>
    public void End(NetworkPrefix? place)
    {
        Counts.Uploads--;
        if (place is { } p && --_uploadsOf[p] == 0)
        {
            _uploadsOf.Remove(p);
        }
    }

    /// <summary>Counts bytes of a body. They are part of a request that was accepted.</summary>
    public void Receive(int bytes)
    {
        Counts.ReceivedBytes += bytes;
        sessions.Stats.BodyBytes += bytes;
    }

    public void Resume(Connection connection)
    {
        if (connection.IsPaused)
        {
            sessions.Receiver.Resume(connection);
        }
    }

    public void Pull(Connection connection) => pull(connection);

    private WebAnswer Answer(
        scoped in HttpHead head, StoredFile file, bool isHead, Connection connection)
    {
        string tag = $"\"{file.Hash[..32]}\"";
        if (head.IfNoneMatch.SequenceEqual("*"u8)
            || head.IfNoneMatch.IndexOf(Encoding.ASCII.GetBytes(tag)) >= 0)
        {
            return new WebAnswer(HttpStatus.NotModified)
            {
                Part = WebPart.File,
                Fields = CommonFields(file, tag),
                IsSandboxed = true,
            };
        }

        bool isSame = head.IfRange.IsEmpty
            || head.IfRange.SequenceEqual(Encoding.ASCII.GetBytes(tag));
        (long From, long Bytes) range = (0, file.Bytes);
        bool? isPart = isSame ? ByteRange.Read(head.Range, file.Bytes, out range) : null;
        if (isPart == false)
        {
            return Refuse(HttpStatus.RangeNotSatisfiable, ShareSentences.NoRange) with
            {
                Fields = $"Content-Range: bytes */{file.Bytes}\r\nCache-Control: no-store\r\n",
                Closes = false,
            };
        }

        if (!isHead && Counts.Downloads >= MaxDownloads)
        {
            return Busy() with { Closes = false };
        }

        string part = isPart == true
            ? $"Content-Range: bytes {range.From}-{range.From + range.Bytes - 1}/{file.Bytes}\r\n"
            : "";
        return new WebAnswer(isPart == true ? HttpStatus.PartialContent : HttpStatus.Ok)
        {
            Part = WebPart.File,
            Type = ContentType.HeaderOf(file.Type),
            Fields = $"{part}{CommonFields(file, tag)}",
            IsSandboxed = true,
            BodyBytes = range.Bytes,
            Source = isHead || range.Bytes == 0
                ? null
                : new Download(this, connection, file.Hash, range),
        };
    }

    private WebAnswer Busy() =>
        Refuse(HttpStatus.ServiceUnavailable, ShareSentences.TooManyTransfers) with
        {
            Fields = RetrySoon,
        };

    private static string CommonFields(StoredFile file, string tag)
    {
        string use = ContentType.IsInline(file.Type) ? "inline" : "attachment";
        byte[] name = Encoding.UTF8.GetBytes(file.Name);
        var space = new byte[FileName.MaxPathBytes];
        string escaped = Encoding.ASCII.GetString(space, 0, FileName.Escape(name, space));
        string plain = new([.. file.Name.Select(
            static c => c is > ' ' and < '\x7F' and not ('"' or '\\' or '%') ? c : '_')]);
        return $"ETag: {tag}\r\nAccept-Ranges: bytes\r\n"
            + "Cache-Control: private, max-age=86400, immutable\r\n"
            + $"Content-Disposition: {use}; filename=\"{plain}\"; filename*=UTF-8''{escaped}\r\n";
    }
}
