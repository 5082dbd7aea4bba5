namespace SimpleClient.Terminal.Text;

/// <summary>
/// Decides which asterisks, underscores and backticks are delimiters of emphasis. The rules are
/// stricter than those of CommonMark for underscores, which allow none inside words. A chat
/// contains many paths, patterns, operators and identifiers, which must not look emphasised. So a
/// mark counts only when it is unlikely to be code. Backticks need no such rules, because they mark
/// code.
/// </summary>
internal static class Emphasis
{
    private const string Marks = "*_`";
    private const string OpeningBrackets = "([{\"'\u201C\u2018\u00AB";
    private const string ClosingBrackets = ")]}\"'\u201D\u2019\u00BB";

    /// <summary>Characters that may precede an opening delimiter.</summary>
    private const string BeforeOpening = OpeningBrackets + "\u00BF\u00A1\u2013\u2014";

    /// <summary>Characters that may directly follow a closing delimiter.</summary>
    private const string BehindClosing = ClosingBrackets + ".,;:!?\u2026\u2013\u2014";

    /// <summary>Characters that may end a piece, besides a word or a closing bracket.</summary>
    private const string EndOfSentence = ".,!?\u2026";

    /// <summary>True for a mark that may begin an emphasised piece.</summary>
    public static bool Opens(string text, int at)
    {
        if (!IsAlone(text, at) || at + 1 == text.Length)
        {
            return false;
        }

        char before = at == 0 ? ' ' : text[at - 1];
        return text[at] == '`'
            ? !char.IsLetterOrDigit(before) && !IsSpace(text[at + 1])
            : (IsSpace(before) || IsOneOf(BeforeOpening, before) || IsPicture(before)
                || IsOtherMark(text, at, at - 1))
                && BeginsPiece(text, at);
    }

    /// <summary>True for a mark that may end an emphasised piece.</summary>
    public static bool Closes(string text, int at)
    {
        if (!IsAlone(text, at) || at == 0)
        {
            return false;
        }

        return text[at] == '`'
            ? !IsSpace(text[at - 1])
                && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1]))
            : EndsWord(text, at) && EndsPiece(text, at);
    }

    /// <summary>True when two marks form a pair.</summary>
    public static bool Encloses(string text, int opening, int closing)
    {
        ReadOnlySpan<char> piece = text.AsSpan(opening + 1, closing - opening - 1);
        if (text[opening] == '`')
        {
            return true;
        }

        // A single word that contains the mark is an identifier, such as _snake_case_.
        bool isIdentifier = piece.Contains(text[opening]) && !piece.ContainsAny(' ', '\t');
        int bracket = OpeningBrackets.IndexOf(piece[0]);
        bool isPaired = bracket < 0 || piece[^1] == ClosingBrackets[bracket];
        return !isIdentifier && isPaired && IsBalanced(piece);
    }

    /// <summary>
    /// True when every closing bracket has an opening one. The asterisks of <c>free(*p); x =
    /// (char*) y</c> do not form a pair.
    /// </summary>
    private static bool IsBalanced(ReadOnlySpan<char> piece)
    {
        int depth = 0;
        foreach (char c in piece)
        {
            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            if (depth < 0)
            {
                return false;
            }
        }

        return depth == 0;
    }

    /// <summary>
    /// False for two or more marks in a row. They are not delimiters, as in <c>__init__</c> and
    /// <c>**kwargs</c>.
    /// </summary>
    private static bool IsAlone(string text, int at) =>
        (at == 0 || text[at - 1] != text[at])
        && (at + 1 == text.Length || text[at + 1] != text[at]);

    private static bool BeginsPiece(string text, int mark)
    {
        int first = mark + 1;
        bool isNested = IsOtherMark(text, mark, first) && first + 1 < text.Length;
        char c = text[isNested ? first + 1 : first];
        return IsWord(c) || c == ':' || IsOneOf(OpeningBrackets, c);
    }

    private static bool EndsPiece(string text, int mark)
    {
        int last = mark - 1;
        bool isNested = IsOtherMark(text, mark, last) && last > 0;
        char c = text[isNested ? last - 1 : last];
        return IsWord(c) || c == ':' || IsOneOf(ClosingBrackets, c) || IsOneOf(EndOfSentence, c);
    }

    /// <summary>
    /// True when a word ends after the mark. Punctuation inside a word does not end it, as in
    /// <c>_config_.yml</c>.
    /// </summary>
    private static bool EndsWord(string text, int at)
    {
        int next = at + 1;
        if (next == text.Length || IsSpace(text[next]) || IsPicture(text[next]))
        {
            return true;
        }

        bool isPunctuation = IsOneOf(BehindClosing, text[next]);
        return isPunctuation
            ? next + 1 == text.Length || !char.IsLetterOrDigit(text[next + 1])
            : IsOtherMark(text, at, next);
    }

    /// <summary>
    /// True for a single mark of another kind next to this one, as in <c>*_both_*</c>.
    /// </summary>
    private static bool IsOtherMark(string text, int at, int other) =>
        other >= 0 && text[other] != text[at]
        && IsOneOf(Marks, text[other]) && IsAlone(text, other);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || IsPicture(c);

    /// <summary>True for a surrogate, or a symbol outside ASCII.</summary>
    private static bool IsPicture(char c) =>
        char.IsSurrogate(c) || (c >= '\u2190' && char.IsSymbol(c));

    private static bool IsSpace(char c) => char.IsWhiteSpace(c);

    private static bool IsOneOf(string all, char c) => all.Contains(c);
}
