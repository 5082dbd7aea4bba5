using System.Globalization;

namespace Protocol.Names.Unicode;

/// <summary>
/// Reads <c>Characters.txt</c>. Each line is an entry, and its first word is the kind. A line that
/// cannot be read is an error in that file, so reading stops with an exception.
/// </summary>
internal sealed class CharacterTableReader
{
    private const string ResourceName = "Characters.txt";

    private readonly List<string> _scripts = [];
    private readonly Dictionary<string, ulong> _bits = [];
    private readonly List<(int First, int Last, NameCharacter Value)> _names = [];
    private readonly List<(int First, int Last, int Value)> _orders = [];
    private readonly List<(int First, int Last, bool Value)> _dotted = [];
    private readonly List<(int First, int Last, bool Value)> _blanks = [];
    private readonly Dictionary<int, (int First, int Second)> _parts = [];
    private readonly Dictionary<(int First, int Second), int> _composed = [];
    private readonly Dictionary<int, string> _prototypes = [];

    /// <summary>Reads the file that is embedded in the program.</summary>
    /// <returns>The table.</returns>
    public static CharacterTable ReadEmbedded()
    {
        using Stream stream =
            typeof(CharacterTableReader).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidDataException($"{ResourceName} is not in the program.");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="reader">The file.</param>
    /// <returns>The table.</returns>
    public static CharacterTable Read(TextReader reader)
    {
        var table = new CharacterTableReader();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                table.ReadEntry(line.Split(' '));
            }
        }

        return new CharacterTable
        {
            Names = new RangeTable<NameCharacter>(table._names),
            Scripts = table._scripts,
            Orders = new RangeTable<int>(table._orders),
            Parts = table._parts,
            Composed = table._composed,
            Prototypes = table._prototypes,
            Dotted = new RangeTable<bool>(table._dotted),
            Blanks = new RangeTable<bool>(table._blanks),
            BlankPages = table.FindBlankPages(),
            ScriptBits = table._bits,
        };
    }

    private void ReadEntry(string[] words)
    {
        switch (words[0])
        {
            case "script":
                _bits.Add(words[1], 1UL << _scripts.Count);
                _scripts.Add(string.Join(' ', words[2..]));
                break;
            case "name":
                AddRange(_names, words[1], new NameCharacter(KindOf(words[2]), Bits(words[3])));
                break;
            case "order":
                AddRange(_orders, words[1], int.Parse(words[2], CultureInfo.InvariantCulture));
                break;
            case "pair":
                int whole = Code(words[1]);
                int first = Code(words[2]);
                int second = Code(words[3]);
                _parts.Add(whole, (first, second));
                _composed.Add((first, second), whole);
                break;
            case "look":
                _prototypes.Add(
                    Code(words[1]),
                    string.Concat(words[2..].Select(static w => char.ConvertFromUtf32(Code(w)))));
                break;
            case "dotted":
                AddRange(_dotted, words[1], true);
                break;
            case "blank":
                AddRange(_blanks, words[1], true);
                break;
            default:
                throw new InvalidDataException($"{ResourceName}: '{words[0]}' is no entry.");
        }
    }

    private bool[] FindBlankPages()
    {
        var pages = new bool[0x110000 >> 8];
        foreach ((int first, int last, _) in _blanks)
        {
            for (int page = first >> 8; page <= last >> 8; page++)
            {
                pages[page] = true;
            }
        }

        return pages;
    }

    private ulong Bits(string scripts)
    {
        if (scripts == "*")
        {
            return ulong.MaxValue;
        }

        ulong bits = 0;
        foreach (string script in scripts.Split(','))
        {
            bits |= _bits[script];
        }

        return bits;
    }

    private static void AddRange<T>(
        List<(int First, int Last, T Value)> ranges, string range, T value)
    {
        int dots = range.IndexOf("..", StringComparison.Ordinal);
        ranges.Add(dots < 0
            ? (Code(range), Code(range), value)
            : (Code(range.AsSpan(0, dots)), Code(range.AsSpan(dots + 2)), value));
    }

    private static int Code(ReadOnlySpan<char> hex) =>
        int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static NameCharacterKind KindOf(string letter) => letter switch
    {
        "L" => NameCharacterKind.Letter,
        "N" => NameCharacterKind.NonspacingMark,
        "C" => NameCharacterKind.SpacingMark,
        "D" => NameCharacterKind.Digit,
        "S" => NameCharacterKind.Sign,
        _ => throw new InvalidDataException($"{ResourceName}: '{letter}' is no kind."),
    };
}
