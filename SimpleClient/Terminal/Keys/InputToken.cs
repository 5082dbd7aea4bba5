using System.Text;

namespace SimpleClient.Terminal.Keys;

/// <summary>One complete piece of a terminal's input: a character or a control sequence.</summary>
/// <param name="Kind">The kind of the piece.</param>
/// <param name="Final">The character, or the final byte of the sequence.</param>
/// <param name="Parameters">The parameter bytes of a sequence; empty for a character.</param>
/// <param name="IsAlt">
/// True when an Escape precedes the piece, because terminals send Alt in this way.
/// </param>
internal readonly record struct InputToken(
    TokenKind Kind, Rune Final, string Parameters, bool IsAlt);
