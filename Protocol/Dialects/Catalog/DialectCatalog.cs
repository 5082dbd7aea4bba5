using Protocol.Dialects.Legacy;
using Protocol.Dialects.Native;
using Protocol.Dialects.Text;
using Protocol.Dialects.Tls;
using Protocol.Dialects.Web;

namespace Protocol.Dialects.Catalog;

/// <summary>
/// The one list of dialects. A new one is a folder beside the others and a row here. The order is
/// the order in which they are asked; the text dialect takes the rest. Each row
/// numbers the encoding of its dialect; dialects that write the same bytes share a number.
/// </summary>
public static class DialectCatalog
{
    // Before all others: static fields are set in their order.
    private static int s_encodings;

    /// <summary>Of two dialects whose rooms are sent the same bytes.</summary>
    private static readonly int s_promptEncoding = NextEncoding();

    private static readonly IDialect s_prompt = new PromptDialect(s_promptEncoding);
    private static readonly IDialect s_nameFirst = new NameFirstDialect(s_promptEncoding);

    /// <summary>The length-prefixed frames that programs speak.</summary>
    public static IDialect Native { get; } = new NativeDialect(NextEncoding());

    /// <summary>Lines for people with <c>nc</c>, <c>telnet</c> or a script.</summary>
    public static IDialect Text { get; } = new TextDialect(NextEncoding());

    /// <summary>All that share one port, told apart by their first bytes.</summary>
    public static DialectSet Shared { get; } = new(
        "chat",
        5050,
        "",
        [Native, new TlsHello(NextEncoding()), new HttpDialect(NextEncoding()), Text]);

    /// <summary>
    /// The ports of the older chat programs: their first bytes tell nothing, so each has its own.
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

    /// <summary>Encodings over all dialects: their numbers are 0 and up, below this one.</summary>
    public static int Encodings { get; } = s_encodings;

    private static int NextEncoding() => s_encodings++;
}
