using Protocol.Dialects.Legacy;
using Protocol.Dialects.Native;
using Protocol.Dialects.Text;
using Protocol.Dialects.Tls;
using Protocol.Dialects.Web;

namespace Protocol.Dialects;

/// <summary>
/// The one list of dialects. A new one is a folder beside the others and a row here. The order is
/// the order in which they are asked; the text dialect takes whatever nobody else claims.
/// </summary>
public static class DialectCatalog
{
    /// <summary>Encodings alive at most, over all dialects.</summary>
    public const int MaxEncodings = 16;

    private static readonly IDialect s_prompt = new PromptDialect();
    private static readonly IDialect s_nameFirst = new NameFirstDialect();

    /// <summary>The length-prefixed frames that programs speak.</summary>
    public static IDialect Native { get; } = new NativeDialect();

    /// <summary>Lines for people with <c>nc</c>, <c>telnet</c> or a script.</summary>
    public static IDialect Text { get; } = new TextDialect();

    /// <summary>
    /// TLS: what it hides is one of the others. A server without a certificate sends it away.
    /// </summary>
    public static IDialect Tls { get; } = new TlsHello();

    /// <summary>All that share one port, told apart by their first bytes.</summary>
    public static DialectSet Shared { get; } =
        new("chat", 5050, "", [Native, Tls, new HttpDialect(), Text]);

    /// <summary>
    /// The ports of the older chat programs: their first bytes tell nothing, so each has its own.
    /// </summary>
    public static IReadOnlyList<DialectSet> Compatible { get; } =
    [
        new("username", 12345, "simple-tcp-chat", [new UsernameDialect()]),
        new(
            "prompt+name-first",
            5000,
            "python-tcp-chat and multi-client-chat-application",
            [s_nameFirst, s_prompt]),
        new("nick", 55555, "tcp-chat-in-python", [new NickDialect()]),
        new("nickname", 5555, "python-chat-application", [new NicknameDialect()]),
    ];

    /// <summary>Every set that a listener can be given.</summary>
    public static IReadOnlyList<DialectSet> Sets { get; } =
    [
        Shared,
        .. Compatible,
        new("prompt", 5000, "python-tcp-chat", [s_prompt]),
        new("name-first", 5000, "multi-client-chat-application", [s_nameFirst]),
    ];
}
