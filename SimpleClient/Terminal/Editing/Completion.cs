using Protocol.Commands;

namespace SimpleClient.Terminal.Editing;

/// <summary>
/// Completes the word before the cursor. At the start of the line it is a command. After a command
/// that has a room it is a room. In other places it is a name, or a room if no name fits. The next
/// Tab shows the next candidate.
/// </summary>
internal sealed class Completion(IWords words)
{
    private const string SendCommand = "/send ";

    private string[] _candidates = [];
    private string _before = "";
    private string _after = "";
    private int _at;
    private string _shown = "";

    /// <summary>Completes, or shows the next candidate if the line has not changed.</summary>
    /// <param name="line">The line to change.</param>
    /// <param name="backwards">True to show the previous candidate instead.</param>
    /// <returns>False when there is nothing to complete.</returns>
    public bool Step(InputLine line, bool backwards)
    {
        bool goesOn = _candidates.Length > 1 && line.Text == _shown;
        if (goesOn)
        {
            _at = (_at + (backwards ? _candidates.Length - 1 : 1)) % _candidates.Length;
        }
        else
        {
            Begin(line);
        }

        if (_candidates.Length == 0)
        {
            return false;
        }

        string text = _before + _candidates[_at];
        line.Set(text + _after, text.Length);
        _shown = line.Text;
        return true;
    }

    private void Begin(InputLine line)
    {
        string text = line.Text;
        int start = line.Cursor;
        while (start > 0 && text[start - 1] is not (' ' or '\t' or '\n'))
        {
            start--;
        }

        if (text.StartsWith(SendCommand, StringComparison.OrdinalIgnoreCase)
            && line.Cursor >= SendCommand.Length)
        {
            // A path may have blanks, so it begins after the command.
            start = SendCommand.Length;
        }

        _before = text[..start];
        _after = text[line.Cursor..];
        _at = 0;
        _candidates = [.. Candidates(_before, text[start..line.Cursor]).Distinct()];
    }

    private IEnumerable<string> Candidates(string before, string word)
    {
        bool isFirst = before.Length == 0;
        if (isFirst && word.StartsWith('/'))
        {
            return Beginning(words.Commands.Order(StringComparer.Ordinal), word[1..])
                .Select(static command => $"/{command} ");
        }

        if (isFirst && word.StartsWith('@'))
        {
            return Beginning(words.Names, word[1..]).Select(static name => $"@{name} ");
        }

        if (before.Equals(SendCommand, StringComparison.OrdinalIgnoreCase))
        {
            return words.Paths(word);
        }

        if (before.Equals("/set ", StringComparison.OrdinalIgnoreCase))
        {
            return Beginning(words.Settings, word).Select(static key => key + " ");
        }

        if (TakesRoom(before.TrimEnd(' ')))
        {
            return Beginning(words.Rooms, word);
        }

        string end = isFirst ? ": " : " ";
        string[] names = [.. Beginning(words.Names, word).Select(name => name + end)];
        return names.Length > 0 || word.Length == 0 ? names
            : Beginning(words.Rooms, word).Select(static room => room + " ");
    }

    private static bool TakesRoom(string command) =>
        command is ['/', .. var word] && CommandCatalog.Find(word) is
        {
            Shape: ArgumentShape.Target or ArgumentShape.Filters,
            Target: TargetKind.Room or TargetKind.OwnRoom,
        };

    private static IEnumerable<string> Beginning(IEnumerable<string> all, string word) =>
        all.Where(one => one.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
