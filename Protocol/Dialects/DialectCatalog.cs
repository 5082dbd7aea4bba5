using Protocol.Dialects.Foreign;
using Protocol.Dialects.Native;
using Protocol.Dialects.Text;

namespace Protocol.Dialects;

/// <summary>
/// The one list of dialects. A new one is a folder beside the others and a row here. The order is
/// the order in which they are asked; the text dialect takes whatever nobody else claims.
/// </summary>
public static class DialectCatalog
{
    /// <summary>Encodings alive at most, over all dialects.</summary>
    public const int MaxEncodings = 16;

    /// <summary>The length-prefixed frames that programs speak.</summary>
    public static IDialect Native { get; } = new NativeDialect();

    /// <summary>Lines for people with <c>nc</c>, <c>telnet</c> or a script.</summary>
    public static IDialect Text { get; } = new TextDialect();

    /// <summary>All that share one port, told apart by their first bytes.</summary>
    public static IReadOnlyList<IDialect> Shared { get; } =
        [Native, new TlsGuest(), new HttpGuest(), Text];
}
