namespace SimpleClient.Terminal.Keys;

/// <summary>The kind of an <see cref="InputToken"/>.</summary>
internal enum TokenKind
{
    /// <summary>A printable character.</summary>
    Character,

    /// <summary>A C0 control character, or DEL.</summary>
    Control,

    /// <summary>A control sequence: CSI, parameters, one final byte, no intermediate.</summary>
    Csi,

    /// <summary>A single-shift sequence: SS3, rarely parameters, one final byte.</summary>
    Ss3,
}
