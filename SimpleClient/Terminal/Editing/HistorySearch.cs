namespace SimpleClient.Terminal.Editing;

/// <summary>An incremental search backwards through the history of typed lines (Ctrl-R).</summary>
internal sealed class HistorySearch(InputHistory history)
{
    private int _at = history.Count;

    /// <summary>The text to find.</summary>
    public string Wanted { get; private set; } = "";

    /// <summary>The line with the text; empty when no line was found.</summary>
    public string Found => _at < history.Count ? history[_at] : "";

    /// <summary>True when no further line has the text.</summary>
    public bool Fails { get; private set; }

    /// <summary>Searches for another text, from the newest line.</summary>
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

    /// <summary>Finds the next older line with the text.</summary>
    public void Next()
    {
        int found = Wanted.Length == 0 ? -1 : history.Find(Wanted, _at);
        Fails = found < 0;
        _at = found < 0 ? _at : found;
    }
}
