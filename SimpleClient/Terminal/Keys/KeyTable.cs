using System.Globalization;

namespace SimpleClient.Terminal.Keys;

/// <summary>
/// Maps sequences to keys, for xterm and compatible terminals: tmux, Windows Terminal, the Linux
/// console, rxvt, PuTTY.
/// </summary>
internal static class KeyTable
{
    /// <summary>The number of the sequence that begins a paste.</summary>
    public const string PasteBegin = "200";

    /// <summary>The number of the sequence that ends a paste.</summary>
    public const string PasteEnd = "201";

    /// <summary>Xterm's numbers for Shift and for Ctrl as modifiers.</summary>
    private const int Shift = 2;
    private const int Ctrl = 5;
    private const int CtrlShift = 6;

    /// <summary>Finds the key; null for a piece that is not a key, such as a report.</summary>
    public static Key? Find(InputToken token)
    {
        Key? key = token.Kind switch
        {
            TokenKind.Character => new Key(KeyCode.Text, token.Final.ToString()),
            TokenKind.Control => Control(token.Final.Value),
            TokenKind.Csi => Csi(token.Parameters, (char)token.Final.Value),
            _ => Ss3(token.Parameters, (char)token.Final.Value),
        };
        return token.IsAlt && key is { } made ? made with { Alt = true } : key;
    }

    private static Key? Control(int value) => value switch
    {
        0x0D or 0x0A => new Key(KeyCode.Enter),
        0x09 => new Key(KeyCode.Tab),
        0x7F or 0x08 => new Key(KeyCode.Backspace),
        >= 1 and <= 26 => new Key(KeyCode.Text, ((char)(value + 0x60)).ToString())
        {
            Ctrl = true,
        },
        _ => null,
    };

    /// <summary>Sequences of CSI: a letter with modifiers, or a number.</summary>
    private static Key? Csi(string parameters, char final)
    {
        if (parameters is ['<', .. var report])
        {
            return Mouse(report, final);
        }

        if (Numbers(parameters) is not { } numbers)
        {
            return null;
        }

        (int first, int modifiers) = numbers;
        return final switch
        {
            '~' => Numbered(first, modifiers),

            // The final bytes of rxvt for Shift, Ctrl, and both.
            '$' => Numbered(first, Shift),
            '^' => Numbered(first, Ctrl),
            '@' => Numbered(first, CtrlShift),
            _ when first > 1 => null,
            'Z' => With(KeyCode.Tab, Shift),
            'I' when parameters.Length == 0 => new Key(KeyCode.FocusIn),
            'O' when parameters.Length == 0 => new Key(KeyCode.FocusOut),
            'a' or 'b' or 'c' or 'd' when parameters.Length == 0 =>
                With(Arrow(char.ToUpperInvariant(final))!.Value, Shift),
            _ => Arrow(final) is { } code ? With(code, modifiers) : null,
        };
    }

    /// <summary>Sequences of SS3: application cursor keys, and the keypad.</summary>
    private static Key? Ss3(string parameters, char final)
    {
        if (Numbers(parameters) is not { } numbers)
        {
            return null;
        }

        // Older terminals send only the modifiers: ESC O 5 A.
        int modifiers = Math.Max(numbers.First, numbers.Modifiers);
        const string keypad = "*+,-./0123456789";
        return final switch
        {
            'M' => With(KeyCode.Enter, modifiers),
            'I' => new Key(KeyCode.Tab),
            >= 'P' and <= 'S' => Function(final - 'P' + 1),
            'X' => new Key(KeyCode.Text, "="),
            >= 'j' and <= 'y' => new Key(KeyCode.Text, keypad[final - 'j'].ToString()),
            'a' or 'b' or 'c' or 'd' => With(Arrow(char.ToUpperInvariant(final))!.Value, Ctrl),
            _ => Arrow(final) is { } code ? With(code, modifiers) : null,
        };
    }

    private static KeyCode? Arrow(char final) => final switch
    {
        'A' => KeyCode.Up,
        'B' => KeyCode.Down,
        'C' => KeyCode.Right,
        'D' => KeyCode.Left,
        'H' => KeyCode.Home,
        'F' => KeyCode.End,
        _ => null,
    };

    private static Key? Numbered(int number, int modifiers) => number switch
    {
        1 or 7 => With(KeyCode.Home, modifiers),
        4 or 8 => With(KeyCode.End, modifiers),
        3 => With(KeyCode.Delete, modifiers),
        5 => With(KeyCode.PageUp, modifiers),
        6 => With(KeyCode.PageDown, modifiers),
        >= 11 and <= 15 => Function(number - 10),
        >= 17 and <= 21 => Function(number - 11),
        23 or 24 => Function(number - 12),
        _ => null,
    };

    /// <summary>A mouse report of xterm's mode 1006: the button, the column and the row.</summary>
    private static Key? Mouse(string report, char final)
    {
        int?[] numbers = [.. report.Split(';').Select(Number)];
        return final != 'M' ? null : numbers switch
        {
            [64, _, _] => new Key(KeyCode.WheelUp),
            [65, _, _] => new Key(KeyCode.WheelDown),
            [0, >= 1 and int column, >= 1 and int row] =>
                new Key(KeyCode.Click, $"{column - 1};{row - 1}"),
            _ => null,
        };
    }

    private static Key Function(int number) => new(KeyCode.Function, $"{number}");

    /// <summary>Xterm's modifiers: one more than the sum of Shift 1, Alt 2 and Ctrl 4.</summary>
    private static Key With(KeyCode code, int modifiers)
    {
        int bits = Math.Max(0, modifiers - 1);
        return new Key(code)
        {
            Shift = (bits & 1) != 0,
            Alt = (bits & 2) != 0,
            Ctrl = (bits & 4) != 0,
        };
    }

    /// <summary>
    /// Reads a number and modifiers; each is 1 when it is missing. The result is null for any other
    /// parameters, such as a private mark or a third number, because they belong to a report and
    /// not to a key.
    /// </summary>
    private static (int First, int Modifiers)? Numbers(string parameters)
    {
        string[] parts = parameters.Split(';');
        return parts.Length <= 2
            && Number(parts[0]) is { } first
            && Number(parts.Length > 1 ? parts[1].Split(':')[0] : "") is { } modifiers
                ? (first, modifiers)
                : null;
    }

    private static int? Number(string text) =>
        text.Length == 0 ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n
        : null;
}
