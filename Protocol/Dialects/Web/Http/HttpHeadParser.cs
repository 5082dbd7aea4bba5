using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Protocol.Dialects.Web.Http;

/// <summary>
/// Reads the head of an HTTP/1.1 request strictly. A proxy in front of the server must never find
/// another end of a request than the server does. So lines end with CRLF only, names are tokens
/// directly before their colon, no line continues the one before it, Host and Content-Length come
/// at most once, and Transfer-Encoding is not served. RFC 9112.
/// </summary>
/// <remarks>
/// Kestrel's parser was rejected. It accepts a bare LF and NUL in values, it is internal, and it
/// needs the ASP.NET framework.
/// </remarks>
public static class HttpHeadParser
{
    private static readonly SearchValues<byte> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    /// <summary>
    /// Bytes of a value: visible ASCII, blanks, and any byte above. RFC 9110, 5.5.
    /// </summary>
    private static readonly SearchValues<byte> s_value = SearchValues.Create(
        [(byte)'\t', .. Enumerable.Range(0x20, 0xE0).Where(static b => b != 0x7F)
            .Select(static b => (byte)b)]);

    /// <summary>Bytes of a target: visible ASCII.</summary>
    private static readonly SearchValues<byte> s_target = SearchValues.Create(
        [.. Enumerable.Range(0x21, 0x5E).Select(static b => (byte)b)]);

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Reads a head at the start of the input.</summary>
    /// <param name="input">The bytes so far.</param>
    /// <param name="head">The head; after an error, the fields before it.</param>
    /// <returns>
    /// <see cref="HttpStatus.Ok"/>; <see cref="HttpStatus.Incomplete"/> when more bytes are needed;
    /// any other status is an answer, after which nothing more can be read.
    /// </returns>
    public static HttpStatus Read(ReadOnlySpan<byte> input, out HttpHead head)
    {
        head = default;
        bool isFull = input.Length >= HttpHead.MaxBytes;
        input = input[..Math.Min(input.Length, HttpHead.MaxBytes)];

        // An empty line before a request is allowed, and older clients send one after a body.
        int start = input.StartsWith(LineEnd) ? LineEnd.Length : 0;
        ReadOnlySpan<byte> rest = input[start..];
        HttpStatus status = ReadLine(ref rest, out ReadOnlySpan<byte> line);
        if (status == HttpStatus.Ok)
        {
            status = ReadRequestLine(line, ref head);
        }

        for (int fields = 0; status == HttpStatus.Ok; fields++)
        {
            status = ReadLine(ref rest, out line);
            if (status != HttpStatus.Ok)
            {
                break;
            }

            if (line.IsEmpty)
            {
                head.Bytes = input.Length - rest.Length;
                return Check(head);
            }

            status = fields < HttpHead.MaxFields
                ? ReadField(line, ref head)
                : HttpStatus.HeadTooLarge;
        }

        return status == HttpStatus.Incomplete && isFull ? HttpStatus.HeadTooLarge : status;
    }

    /// <summary>Takes one line. An LF or a CR alone is refused at once.</summary>
    private static HttpStatus ReadLine(
        scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        line = default;
        int end = rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0 || (rest[end] == '\r' && end + 1 == rest.Length))
        {
            return HttpStatus.Incomplete;
        }

        if (!rest[end..].StartsWith(LineEnd))
        {
            return HttpStatus.BadRequest;
        }

        line = rest[..end];
        rest = rest[(end + LineEnd.Length)..];
        return HttpStatus.Ok;
    }

    private static HttpStatus ReadRequestLine(ReadOnlySpan<byte> line, scoped ref HttpHead head)
    {
        int first = line.IndexOf((byte)' ');
        int last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last == first)
        {
            return HttpStatus.BadRequest;
        }

        head.Method = line[..first];
        head.Target = line[(first + 1)..last];
        ReadOnlySpan<byte> version = line[(last + 1)..];
        if (head.Method.ContainsAnyExcept(s_token)
            || head.Target.ContainsAnyExcept(s_target)
            || version.Length != 8
            || !version.StartsWith("HTTP/"u8))
        {
            return HttpStatus.BadRequest;
        }

        head.IsVersion10 = version.EndsWith("/1.0"u8);
        if (!head.IsVersion10 && !version.EndsWith("/1.1"u8))
        {
            return HttpStatus.VersionNotSupported;
        }

        // The other forms of a target are for proxies. A server that accepted them would have two
        // hosts to check.
        return head.Target is [(byte)'/', ..] ? HttpStatus.Ok : HttpStatus.BadRequest;
    }

    private static HttpStatus ReadField(ReadOnlySpan<byte> line, scoped ref HttpHead head)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0
            || line[..colon].ContainsAnyExcept(s_token)
            || line[(colon + 1)..].ContainsAnyExcept(s_value))
        {
            return HttpStatus.BadRequest;
        }

        return Take(line[..colon], line[(colon + 1)..].Trim(" \t"u8), ref head);
    }

    private static HttpStatus Take(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, scoped ref HttpHead head)
    {
        switch (name.Length)
        {
            case 4 when Is(name, "host"u8):
                bool isSecond = head.HasHost;
                head.HasHost = true;
                head.Host = value;
                return isSecond ? HttpStatus.BadRequest : HttpStatus.Ok;
            case 5 when Is(name, "range"u8):
                head.Range = value;
                break;
            case 6 when Is(name, "expect"u8):
                head.ExpectsContinue = HttpHead.HasWord(value, "100-continue"u8);
                break;
            case 6 when Is(name, "origin"u8):
                head.Origin = value;
                break;
            case 7 when Is(name, "upgrade"u8):
                head.HasWebSocketUpgrade |= HttpHead.HasWord(value, "websocket"u8);
                break;
            case 8 when Is(name, "if-range"u8):
                head.IfRange = value;
                break;
            case 9 when Is(name, "forwarded"u8):
                head.IsForwarded = true;
                break;
            case 10 when Is(name, "connection"u8):
                head.Closes |= HttpHead.HasWord(value, "close"u8);
                head.HasUpgradeOption |= HttpHead.HasWord(value, "upgrade"u8);
                break;
            case 13 when Is(name, "if-none-match"u8):
                head.IfNoneMatch = value;
                break;
            case 13 when Is(name, "authorization"u8):
                head.Authorization = value;
                break;
            case 14 when Is(name, "content-length"u8):
                return ParseLength(value, ref head);
            case 15 when Is(name, "accept-encoding"u8):
                head.AcceptEncoding = value;
                break;
            case 15 when Is(name, "x-forwarded-for"u8):
                head.IsForwarded = true;
                head.ForwardedFor = value;
                break;
            case 17 when Is(name, "sec-websocket-key"u8):
                head.WebSocketKey = value;
                break;
            case 17 when Is(name, "x-forwarded-proto"u8):
                head.IsForwarded = true;
                head.ForwardedProto = value;
                break;
            case 17 when Is(name, "transfer-encoding"u8):
                return HttpStatus.NotImplemented;
            case 21 when Is(name, "sec-websocket-version"u8):
                head.WebSocketVersion = value;
                break;
            case 22 when Is(name, "sec-websocket-protocol"u8):
                head.WebSocketProtocols = value;
                break;
            default:
                break;
        }

        return HttpStatus.Ok;
    }

    private static HttpStatus ParseLength(ReadOnlySpan<byte> value, scoped ref HttpHead head)
    {
        if (head.HasContentBytes
            || value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || !Utf8Parser.TryParse(value, out long bytes, out int used)
            || used != value.Length)
        {
            return HttpStatus.BadRequest;
        }

        head.HasContentBytes = true;
        head.ContentBytes = bytes;
        return HttpStatus.Ok;
    }

    private static HttpStatus Check(scoped in HttpHead head) =>
        head.HasHost || head.IsVersion10 ? HttpStatus.Ok : HttpStatus.BadRequest;

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) =>
        Ascii.EqualsIgnoreCase(name, lower);
}
