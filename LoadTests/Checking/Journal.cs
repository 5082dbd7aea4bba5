namespace LoadTests.Checking;

/// <summary>
/// The messages of a room as one listener shows them. A server that crashes may lose the last
/// messages. The listener then deletes them, and their senders send them again.
/// </summary>
internal sealed class Journal
{
    private readonly List<(ulong Sequence, Flow Flow, int Number)> _lines = [];
    private readonly HashSet<(int Flow, int Number)> _deleted = [];

    public int Count => _lines.Count;

    /// <summary>Adds a message.</summary>
    /// <returns>
    /// False when the message was deleted and is now added again. It was then counted before.
    /// </returns>
    public bool Add(ulong sequence, Flow flow, int number)
    {
        _lines.Add((sequence, flow, number));
        return !_deleted.Remove((flow.Index, number));
    }

    /// <summary>Deletes the messages above a number, the last one first.</summary>
    /// <param name="kept">The last number that remains.</param>
    /// <param name="delete">Called for each deleted message.</param>
    public void DeleteAfter(ulong kept, Action<Flow, int> delete)
    {
        while (_lines.Count > 0 && _lines[^1].Sequence > kept)
        {
            (_, Flow flow, int number) = _lines[^1];
            _lines.RemoveAt(_lines.Count - 1);
            _deleted.Add((flow.Index, number));
            delete(flow, number);
        }
    }

    /// <summary>The sequence number of the first message that differs from another listener's.
    /// </summary>
    /// <returns>Null when both have the same messages in the same order.</returns>
    public ulong? FirstDifference(Journal other)
    {
        int common = Math.Min(_lines.Count, other._lines.Count);
        for (int i = 0; i < common; i++)
        {
            if (_lines[i] != other._lines[i])
            {
                return _lines[i].Sequence;
            }
        }

        return _lines.Count == other._lines.Count
            ? null
            : (_lines.Count > common ? _lines : other._lines)[common].Sequence;
    }
}
