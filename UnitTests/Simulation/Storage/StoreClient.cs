using System.Text;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage;

/// <summary>A client of the store's world: it checks the order of its answers.</summary>
internal sealed class StoreClient(NativePeer peer, string name, StoreAudit audit, SimStore store)
{
    /// <summary>Requests without an answer at the same time.</summary>
    private const int MaxOpen = 3;

    private readonly Queue<ulong> _open = new([1]);
    private readonly Dictionary<ulong, string> _said = [];
    private readonly Dictionary<string, ulong> _incarnations = [];
    private ulong _id = 1;
    private ulong _pastLeft;
    private ulong _pastBefore;
    private ulong _pastIncarnation;
    private ulong _member;

    public string Name => name;

    /// <summary>Requests without an answer.</summary>
    public int Open => _open.Count;

    public bool MayAsk => _open.Count < MaxOpen;

    public override string ToString() =>
        $"{name}, with requests {string.Join(", ", _open)} of {_id}";

    public void Say(string room, string text)
    {
        Ask(new ClientRequest { Verb = RequestVerb.Say }, room, text);
        _said[_id] = text;
    }

    public void Ask(in ClientRequest request, string target, string text = "")
    {
        _open.Enqueue(++_id);
        peer.Request(request with
        {
            Id = _id,
            Target = Encoding.UTF8.GetBytes(target),
            Text = Encoding.UTF8.GetBytes(text),
        });
    }

    public void Read()
    {
        foreach (SeenEvent e in peer.Take())
        {
            Read(e);
        }
    }

    private void Read(SeenEvent e)
    {
        bool isPast = _pastLeft > 0;
        if (isPast)
        {
            _pastLeft--;
            audit.Require(
                e.Kind is EventKind.Said or EventKind.Acted && e.Sequence > _pastBefore,
                $"{name} got {e} in the middle of a page");
            _pastBefore = e.Sequence;
            audit.See(e, _pastIncarnation);
            return;
        }

        switch (e.Kind)
        {
            case EventKind.Named:
                _member = e.Sender;
                break;
            case EventKind.Joined:
                _incarnations[e.Room] = e.Number;
                Answer(e);
                break;
            case EventKind.Past:
                (_pastLeft, _pastBefore, _pastIncarnation) = (e.Count, 0, e.Number);
                if (_open.TryPeek(out ulong next) && next == e.Request)
                {
                    audit.CountPage();
                    Answer(e);
                }

                break;
            case EventKind.Kept:
                foreach (ulong id in _said.Keys.Where(id => id <= e.Request).ToArray())
                {
                    audit.SeeKept(store.Disk, _member, id, _said[id]);
                    _said.Remove(id);
                }

                break;
            case EventKind.Said or EventKind.TopicSet:
                audit.See(e, _incarnations[e.Room]);
                break;
            case EventKind.Done or EventKind.Parted or EventKind.Notice:
                Answer(e);
                break;
            case EventKind.Refused:
                _said.Remove(e.Request);
                Answer(e);
                break;
            default:
                break;
        }
    }

    /// <summary>Answers arrive in the order of the requests.</summary>
    private void Answer(SeenEvent e)
    {
        if (e.Request == 0)
        {
            return;
        }

        audit.Require(
            _open.TryDequeue(out ulong expected) && expected == e.Request,
            $"{name} got an answer out of order: {e}");
    }
}
