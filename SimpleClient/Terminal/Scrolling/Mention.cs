using System.Text;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>Finds a name in a text as a separate word.</summary>
internal static class Mention
{
    /// <summary>Finds a name, in any case.</summary>
    /// <returns>Its position; -1: not found.</returns>
    public static int Find(string text, string name, int from = 0)
    {
        int at = from;
        while (name.Length > 0 && at < text.Length
            && (at = text.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            if (!Continues(text, at - 1) && !Continues(text, at + name.Length))
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    /// <summary>
    /// True for a character that would make the name a part of another one. A full stop or a hyphen
    /// ends a sentence more often than it continues a name.
    /// </summary>
    private static bool Continues(string text, int at) =>
        at >= 0 && at < text.Length
        && (char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at]) || text[at] == '_')
        && !IsEmoji(text, at);

    private static bool IsEmoji(string text, int at) =>
        char.IsSurrogate(text[at])
        && Rune.TryGetRuneAt(text, char.IsLowSurrogate(text[at]) ? at - 1 : at, out Rune rune)
        && !Rune.IsLetterOrDigit(rune);
}
