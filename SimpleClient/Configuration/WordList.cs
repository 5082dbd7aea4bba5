using System.Text;

namespace SimpleClient.Configuration;

/// <summary>
/// Words in one line. A word with blanks is in double quotes. No shell reads these words, so no
/// other character has a meaning.
/// </summary>
internal static class WordList
{
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isQuoted = false;
        bool hasWord = false;
        foreach (char c in text)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
                hasWord = true;
            }
            else if (char.IsWhiteSpace(c) && !isQuoted)
            {
                Add();
            }
            else
            {
                word.Append(c);
                hasWord = true;
            }
        }

        Add();
        return words;

        void Add()
        {
            if (hasWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            hasWord = false;
        }
    }

    public static string Join(IEnumerable<string> words) => string.Join(
        ' ',
        words.Select(static word =>
            word.Length == 0 || word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word));
}
