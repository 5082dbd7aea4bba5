using System.Text;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>The requests of a client that the server has not confirmed as kept.</summary>
internal sealed class SentRequests(ResumeAudit audit)
{
    private readonly SortedDictionary<ulong, SentRequest> _open = [];

    public int Count => _open.Count;

    /// <summary>The highest id with an answer, for the next resume request.</summary>
    public ulong LastAnswered { get; private set; }

    /// <summary>The highest id that was confirmed as kept.</summary>
    public ulong LastKept { get; private set; }

    public override string ToString() => string.Join(' ', _open);

    /// <param name="peer">The connection.</param>
    /// <param name="member">The id of the sender.</param>
    /// <param name="id">The id of the request.</param>
    /// <param name="request">The request.</param>
    /// <param name="draw">
    /// Draws how many bytes are sent before the connection breaks; null: all.
    /// </param>
    public void Send(
        NativePeer peer,
        ulong member,
        ulong id,
        SentRequest request,
        Func<int, int>? draw = null)
    {
        _open[id] = request;
        audit.Send(member, id, request);
        Write(peer, id, request, draw);
    }

    /// <summary>Takes an answer.</summary>
    /// <param name="member">The id of the sender.</param>
    /// <param name="e">The answer.</param>
    /// <returns>False when it belongs to another request.</returns>
    public bool Answer(ulong member, SeenEvent e)
    {
        if (!_open.TryGetValue(e.Request, out SentRequest? sent))
        {
            return false;
        }

        LastAnswered = Math.Max(LastAnswered, e.Request);
        sent.Answer = (e.Room, e.Sequence);
        if (e.Kind == EventKind.Refused)
        {
            audit.Refuse(member, e.Request, (RefusalCode)e.Number);
            _open.Remove(e.Request);
        }

        return true;
    }

    /// <summary>All requests up to an id are on disk.</summary>
    public void Keep(ulong member, ulong upTo)
    {
        foreach (ulong id in _open.Keys.Where(id => id <= upTo && _open[id].IsAnswered).ToArray())
        {
            (string Room, ulong Sequence) answer = _open[id].Answer!.Value;
            _open.Remove(id);
            LastKept = id;
            audit.Keep(member, id, answer);
        }
    }

    /// <summary>
    /// After a resume, all missed answers have arrived: sends again what was not accepted, and what
    /// has no answer.
    /// </summary>
    public void Continue(NativePeer peer, ulong accepted)
    {
        // An answer of a request that a crash has lost is void: it may be another one this time.
        LastAnswered = Math.Min(LastAnswered, accepted);
        foreach ((ulong id, SentRequest request) in _open.ToArray())
        {
            request.Answer = id <= accepted ? request.Answer : null;
            if (!request.IsAnswered)
            {
                Write(peer, id, request);
            }
        }
    }

    /// <summary>The session has ended.</summary>
    public void Clear()
    {
        _open.Clear();
        LastKept = 0;
    }

    private static void Write(
        NativePeer peer, ulong id, SentRequest request, Func<int, int>? draw = null) =>
        peer.Request(
            new ClientRequest
            {
                Verb = request.Verb,
                Id = id,
                Target = Encoding.UTF8.GetBytes(request.Target),
                Text = Encoding.UTF8.GetBytes(request.Text),
            },
            draw);
}
