namespace LoadTests.Options;

/// <summary>The command line, in a form that can be run again.</summary>
internal static class TypedCommand
{
    private const string Program = "dotnet run -c Release --project LoadTests --";

    /// <summary>The option whose value is left out of reports.</summary>
    private const string Secret = "--license";

    public static string Of(IReadOnlyList<string> words)
    {
        var all = new List<string> { Program };
        for (int i = 0; i < words.Count; i++)
        {
            bool isSecret = i > 0 && words[i - 1] == Secret;
            all.Add(isSecret ? "KEY"
                : words[i].StartsWith(Secret + "=", StringComparison.Ordinal) ? $"{Secret}=KEY"
                : Quote(words[i]));
        }

        return string.Join(' ', all);
    }

    /// <summary>Quotes a word for a POSIX shell if necessary.</summary>
    private static string Quote(string word) =>
        word.Length > 0 && word.All(
            static c => char.IsAsciiLetterOrDigit(c) || "-_=:.,/@+".Contains(c))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
