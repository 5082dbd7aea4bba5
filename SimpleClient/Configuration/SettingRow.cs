using SimpleClient.Sentences;

namespace SimpleClient.Configuration;

/// <summary>
/// One setting: its key, its form, and how it is read from and put into a record.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Key">The key in the file and after <c>/set</c>.</param>
/// <param name="Form">The form in the file.</param>
/// <param name="Get">
/// The value as words: one word for a flag (<c>on</c>, <c>off</c>), a number or a text, and any
/// number for a list.
/// </param>
/// <param name="With">A copy of the record with a value that was checked.</param>
internal sealed record SettingRow<T>(
    string Key,
    SettingForm Form,
    Func<T, IReadOnlyList<string>> Get,
    Func<T, IReadOnlyList<string>, T> With)
{
    /// <summary>The meaning, for the user.</summary>
    public string Help { get; init; } = "";

    /// <summary>The most words of a list.</summary>
    public int MaxWords { get; init; } = 100;

    /// <summary>The error of a word; null when the word is valid.</summary>
    public Func<string, string?> Check { get; init; } = static _ => null;

    /// <summary>The words after <c>/set KEY</c> as the value of this setting.</summary>
    public IReadOnlyList<string> Read(string text) => Form == SettingForm.List
        ? text.Trim() is "off" or "none" ? [] : WordList.Split(text)
        : [text.Trim()];

    /// <summary>The error of a value; null when it is valid.</summary>
    public string? Fault(IReadOnlyList<string> words) =>
        Form == SettingForm.Flag && words is not ["on" or "off"]
            ? SettingSentences.OnOrOff(Key)
            : words.Count > MaxWords
            ? SettingSentences.TooMany(Key, MaxWords)
            : words.Any(static word => word.Any(char.IsControl))
            ? SettingSentences.HasControl(Key)
            : words.Select(Check).FirstOrDefault(static fault => fault is not null);

    /// <summary>The value in TOML.</summary>
    public string ToToml(T record)
    {
        IReadOnlyList<string> words = Get(record);
        return Form switch
        {
            SettingForm.Flag => words[0] == "on" ? "true" : "false",
            SettingForm.Whole => words[0],
            SettingForm.Text => TomlText.Quote(words[0]),
            _ => $"[{string.Join(", ", words.Select(TomlText.Quote))}]",
        };
    }

    /// <summary>The value for the user.</summary>
    public string Show(T record) =>
        Get(record) is { Count: > 0 } words && (words.Count > 1 || words[0].Length > 0)
            ? Form == SettingForm.List ? WordList.Join(words) : words[0]
            : SettingSentences.None;
}
