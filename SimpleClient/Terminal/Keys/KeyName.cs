using System.Globalization;

namespace SimpleClient.Terminal.Keys;

/// <summary>Reads the names of keys, such as <c>Ctrl-N</c>, <c>Alt-Up</c> and <c>F5</c>.</summary>
internal static class KeyName
{
    private const int FunctionKeys = 12;

    private static readonly Dictionary<string, KeyCode> s_codes =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Enter"] = KeyCode.Enter,
            ["Tab"] = KeyCode.Tab,
            ["Esc"] = KeyCode.Escape,
            ["Backspace"] = KeyCode.Backspace,
            ["Delete"] = KeyCode.Delete,
            ["Left"] = KeyCode.Left,
            ["Right"] = KeyCode.Right,
            ["Up"] = KeyCode.Up,
            ["Down"] = KeyCode.Down,
            ["Home"] = KeyCode.Home,
            ["End"] = KeyCode.End,
            ["PgUp"] = KeyCode.PageUp,
            ["PgDn"] = KeyCode.PageDown,
        };

    /// <summary>Reads a name.</summary>
    /// <returns>The key; null when the name is none.</returns>
    public static Key? Read(string name)
    {
        bool ctrl = Cut(ref name, "Ctrl-");
        bool alt = Cut(ref name, "Alt-");
        bool shift = Cut(ref name, "Shift-");
        Key? key = s_codes.TryGetValue(name, out KeyCode code) ? new Key(code)
            : name is ['F' or 'f', .. var number]
                && byte.TryParse(number, CultureInfo.InvariantCulture, out byte value)
                && value is >= 1 and <= FunctionKeys
            ? new Key(KeyCode.Function, $"{value}")
            : name.Length == 1 && name[0] is > ' ' and < '\u007F' && (ctrl || alt) && !shift
            ? new Key(KeyCode.Text, name.ToLowerInvariant())
            : null;
        return key is { } read
            ? read with { Ctrl = ctrl, Alt = alt, Shift = shift }
            : null;
    }

    /// <summary>
    /// True for a key that may get another meaning: a function key, or one with Ctrl or Alt.
    /// Letters stay letters, and Ctrl-C always leads out of the client.
    /// </summary>
    public static bool CanChange(Key key) =>
        (key.Code == KeyCode.Function || key.Ctrl || key.Alt) && !key.IsCtrl('c');

    private static bool Cut(ref string name, string modifier)
    {
        bool isThere = name.Length > modifier.Length
            && name.StartsWith(modifier, StringComparison.OrdinalIgnoreCase);
        name = isThere ? name[modifier.Length..] : name;
        return isThere;
    }
}
