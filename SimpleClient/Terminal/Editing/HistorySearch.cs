namespace SimpleClient.Terminal.Editing;

/// <summary>A search backwards through what was typed, letter by letter (Ctrl-R).</summary>
internal sealed class HistorySearch(InputHistory history)
{
    private int _at = history.Count;

    /// <summary>What is looked for.</summary>
    public string Wanted { get; private set; } = "";

    /// <summary>The line that has it; empty while none was found.</summary>
    public string Found => _at < history.Count ? history[_at] : "";

    /// <summary>True when nothing more was found for what is looked for.</summary>
    public bool Fails { get; private set; }

    /// <summary>Looks for more, or for something else, from the newest line on.</summary>
    public void Want(string text)
    {
        Wanted = text;
        _at = history.Count;
        Fails = false;
        if (text.Length > 0)
        {
            Next();
        }
    }

    /// <summary>Goes to the next older line that has it.</summary>
    public void Next()
    {
        int found = Wanted.Length == 0 ? -1 : history.Find(Wanted, _at);
        Fails = found < 0;
        _at = found < 0 ? _at : found;
    }
}
