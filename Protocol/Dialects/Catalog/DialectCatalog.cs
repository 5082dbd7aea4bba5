using Protocol.Dialects.Legacy;
using Protocol.Dialects.Native;
using Protocol.Dialects.Text;
using Protocol.Dialects.Tls;
using Protocol.Dialects.Web;

namespace Protocol.Dialects.Catalog;

/// <summary>
/// The list of all dialects. To add a dialect, add a folder next to the others and a row here.
/// Dialects are tried in the order of their set; the text dialect accepts all other bytes. Each row
/// has the number of its dialect's encoding; dialects that write the same bytes share a number.
/// </summary>
public static class DialectCatalog
{
    // This field must be first: static fields are initialised in order.
    private static int s_encodings;

    /// <summary>The common encoding of two dialects that write the same bytes for events.</summary>
    private static readonly int s_promptEncoding = NextEncoding();

    private static readonly IDialect s_prompt = new PromptDialect(s_promptEncoding);
    private static readonly IDialect s_nameFirst = new NameFirstDialect(s_promptEncoding);

    /// <summary>Length-prefixed frames, for programs.</summary>
    public static IDialect Native { get; } = new NativeDialect(NextEncoding());

    /// <summary>Lines, for users with <c>nc</c>, <c>telnet</c> or a script.</summary>
    public static IDialect Text { get; } = new TextDialect(NextEncoding());

    /// <summary>
    /// JSON in WebSocket messages, for browsers. An HTTP request opens this dialect, so it is never
    /// recognised by its first bytes.
    /// </summary>
    public static IDialect Web { get; } = new WebSocketDialect(NextEncoding());

    /// <summary>The dialects of the shared port, recognised by their first bytes.</summary>
    public static DialectSet Shared { get; } = new(
        "chat",
        5050,
        "",
        [Native, new TlsHello(NextEncoding()), new HttpDialect(NextEncoding()), Web, Text]);

    /// <summary>
    /// The ports of the older chat programs. The first bytes of their clients do not distinguish
    /// them, so each has its own port.
    /// </summary>
    public static IReadOnlyList<DialectSet> Compatible { get; } =
    [
        new("username", 12345, "simple-tcp-chat", [new UsernameDialect(NextEncoding())]),
        new(
            "prompt+name-first",
            5000,
            "python-tcp-chat and multi-client-chat-application",
            [s_nameFirst, s_prompt]),
        new("nick", 55555, "tcp-chat-in-python", [new NickDialect(NextEncoding())]),
        new("nickname", 5555, "python-chat-application", [new NicknameDialect(NextEncoding())]),
    ];

    /// <summary>Every set that a listener can be given.</summary>
    public static IReadOnlyList<DialectSet> Sets { get; } =
    [
        Shared,
        .. Compatible,
        new("prompt", 5000, "python-tcp-chat", [s_prompt]),
        new("name-first", 5000, "multi-client-chat-application", [s_nameFirst]),
    ];

    /// <summary>The number of encodings. They are numbered from 0.</summary>
    public static int Encodings { get; } = s_encodings;

    private static int NextEncoding() => s_encodings++;
}
