using System.Runtime.InteropServices;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Batches;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The answers to the accepted requests of a batch, for each session. They are chained in one list,
/// so that a batch allocates nothing after the list has grown.
/// </summary>
internal sealed class BatchAnswers
{
    private readonly Dictionary<ulong, int> _lastOf = [];
    private readonly List<(AnswerRecord Answer, int Previous)> _all = [];
    private readonly AnswerRecord[] _latest = new AnswerRecord[StoredAnswer.Most];

    /// <summary>The sessions with answers.</summary>
    public Dictionary<ulong, int>.KeyCollection Sessions => _lastOf.Keys;

    public void Add(ulong session, in AnswerRecord answer)
    {
        int previous = _lastOf.GetValueOrDefault(session, -1);
        _lastOf[session] = _all.Count;
        _all.Add((answer, previous));
    }

    /// <summary>The last request of a session.</summary>
    public ulong LastRequestOf(ulong session) => _all[_lastOf[session]].Answer.RequestId;

    /// <summary>
    /// The latest answers of a session as bytes, the oldest first. They are valid until the next
    /// call.
    /// </summary>
    public ReadOnlySpan<byte> LatestOf(ulong session)
    {
        int first = _latest.Length;
        for (int i = _lastOf[session]; i >= 0 && first > 0; i = _all[i].Previous)
        {
            _latest[--first] = _all[i].Answer;
        }

        return MemoryMarshal.AsBytes(_latest.AsSpan(first));
    }

    /// <summary>Removes the answers of a session that has ended.</summary>
    public void Remove(ulong session) => _lastOf.Remove(session);

    public void Clear()
    {
        _lastOf.Clear();
        _all.Clear();
    }
}
