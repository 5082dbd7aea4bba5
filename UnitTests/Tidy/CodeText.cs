namespace UnitTests.Tidy;

/// <summary>
/// Replaces comments and strings in C# by spaces, so that a rule about code finds no words in them.
/// Each character keeps its index; the code in the holes of interpolated strings stays.
/// </summary>
internal sealed class CodeText
{
    private readonly char[] _text;
    private int _at;

    private CodeText(string text) => _text = text.ToCharArray();

    public static string Strip(string text)
    {
        var code = new CodeText(text);
        code.SkipCode(inHole: false);
        return new string(code._text);
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void SkipCode(bool inHole)
    {
        int braces = 0;
        while (_at < _text.Length)
        {
            switch (Peek())
            {
                case '/' when Peek(1) == '/':
                    BlankUntil("\n");
                    break;
                case '/' when Peek(1) == '*':
                    BlankUntil("*/");
                    break;
                case '\'':
                    BlankQuoted('\'', isVerbatim: false, dollars: 0);
                    break;
                case '"' or '$' or '@' when IsString(out int dollars, out bool isVerbatim):
                    BlankString(dollars, isVerbatim);
                    break;
                case '}' when inHole && braces == 0:
                    return;
                default:
                    braces += Peek() == '{' ? 1 : Peek() == '}' ? -1 : 0;
                    _at++;
                    break;
            }
        }
    }

    /// <summary>True at the start of a string, whose <c>$</c> and <c>@</c> it blanks.</summary>
    private bool IsString(out int dollars, out bool isVerbatim)
    {
        int ahead = 0;
        dollars = 0;
        isVerbatim = false;
        for (; Peek(ahead) is '$' or '@'; ahead++)
        {
            dollars += Peek(ahead) == '$' ? 1 : 0;
            isVerbatim |= Peek(ahead) == '@';
        }

        if (Peek(ahead) != '"')
        {
            return false;
        }

        Blank(ahead);
        return true;
    }

    private void BlankString(int dollars, bool isVerbatim)
    {
        int quotes = Run('"');
        if (quotes >= 3 && !isVerbatim)
        {
            Blank(quotes);
            BlankRaw(quotes, dollars);
        }
        else
        {
            BlankQuoted('"', isVerbatim, dollars);
        }
    }

    private void BlankRaw(int quotes, int dollars)
    {
        while (_at < _text.Length)
        {
            if (Run('"') >= quotes)
            {
                Blank(Run('"'));
                return;
            }

            if (dollars > 0 && Run('{') >= dollars)
            {
                Blank(Run('{'));
                SkipCode(inHole: true);
                Blank(dollars);
            }
            else
            {
                Blank(1);
            }
        }
    }

    private void BlankQuoted(char quote, bool isVerbatim, int dollars)
    {
        Blank(1);
        while (_at < _text.Length)
        {
            char c = Peek();
            bool isDoubled = isVerbatim && c == '"' && Peek(1) == '"';
            bool isBrace = dollars > 0 && c == '{' && Peek(1) == '{';
            if (isDoubled || isBrace || (c == '\\' && !isVerbatim))
            {
                Blank(2);
            }
            else if (dollars > 0 && c == '{')
            {
                Blank(1);
                SkipCode(inHole: true);
                Blank(1);
            }
            else
            {
                Blank(1);
                if (c == quote)
                {
                    return;
                }
            }
        }
    }

    private int Run(char c)
    {
        int run = 0;
        while (Peek(run) == c)
        {
            run++;
        }

        return run;
    }

    private void BlankUntil(string end)
    {
        int at = _text.AsSpan(_at).IndexOf(end);
        Blank(at < 0 ? _text.Length - _at : at + end.Length);
    }

    private void Blank(int count)
    {
        for (; count > 0 && _at < _text.Length; count--, _at++)
        {
            if (_text[_at] != '\n')
            {
                _text[_at] = ' ';
            }
        }
    }
}
