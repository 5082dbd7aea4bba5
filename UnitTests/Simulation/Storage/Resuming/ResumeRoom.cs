using System.Text;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>
/// What a client has seen of a room. After a resume it reads the missed lines in pages, and live
/// events wait for them.
/// </summary>
internal sealed class ResumeRoom(string client, string room, SeenEvent joined, ResumeAudit audit)
{
    /// <summary>A page is small, so that most gaps need several.</summary>
    private const ulong PageLines = 3;

    private readonly List<SeenEvent> _held = [];
    private ulong _until;

    /// <summary>The client has all lines above this number.</summary>
    public ulong From { get; private set; } = joined.Sequence - 1;

    public ulong Incarnation { get; private set; } = joined.Number;

    public ulong Last { get; private set; } = joined.Sequence - 1;

    public string Topic { get; private set; } = joined.Text;

    /// <summary>The lines, in the order in which a user would see them.</summary>
    public List<(ulong Sequence, string Text)> Lines { get; } = [];

    /// <summary>The request for a page of missed lines; 0: none are missing.</summary>
    public ulong PageId { get; private set; }

    /// <summary>The connection is lost: the missing lines will be asked for again.</summary>
    public void Suspend()
    {
        PageId = 0;
        _held.Clear();
    }

    /// <summary>The lines above a number were lost in a crash.</summary>
    public void Lose(ulong kept)
    {
        Lines.RemoveAll(line => line.Sequence > kept);
        From = Math.Min(From, kept);
        Last = Math.Min(Last, kept);
    }

    /// <summary>The room is live again.</summary>
    /// <returns>False when lines are missing.</returns>
    public bool Continue(SeenEvent again, bool isResumed)
    {
        Incarnation = again.Number;
        Topic = again.Text;
        _until = again.Sequence - 1;
        return !isResumed || _until <= Last;
    }

    /// <summary>Asks for the next page. The number 1 is never that of a line.</summary>
    public void Ask(NativePeer peer, ulong id)
    {
        PageId = id;
        peer.Request(new ClientRequest
        {
            Verb = RequestVerb.History,
            Id = id,
            Target = Encoding.UTF8.GetBytes(room),
            Number = Math.Max(1, Last),
            Count = PageLines,
        });
    }

    /// <summary>Takes a line of a page.</summary>
    /// <param name="e">The line.</param>
    /// <param name="isLast">It is the last one of the page.</param>
    /// <returns>False when more pages are needed.</returns>
    public bool HandlePast(SeenEvent e, bool isLast)
    {
        if (PageId == 0)
        {
            return true;
        }

        if (e.Sequence > Last && e.Sequence <= _until)
        {
            Add(e);
        }

        if (isLast && e.Sequence >= _until)
        {
            EndPage();
        }

        return !isLast || PageId == 0;
    }

    /// <summary>No line is missing any more.</summary>
    public void EndPage()
    {
        PageId = 0;
        Last = Math.Max(Last, _until);
        foreach (SeenEvent e in _held)
        {
            HandleLive(e);
        }

        _held.Clear();
    }

    public void HandleLive(SeenEvent e)
    {
        if (PageId > 0)
        {
            _held.Add(e);
        }
        else if (e.Kind is EventKind.Said or EventKind.Acted)
        {
            Add(e);
        }
        else
        {
            audit.Require(e.Text != ResumeAudit.Lie, $"{client} received a repeated request");
            Topic = e.Kind == EventKind.TopicSet ? e.Text : Topic;
            Last = e.Sequence;
        }
    }

    private void Add(SeenEvent e)
    {
        audit.Require(e.Text != ResumeAudit.Lie, $"{client} received a repeated request");
        audit.Require(e.Sequence > Last, $"{client} got {e} after {Last}");
        Last = e.Sequence;
        Lines.Add((e.Sequence, e.Text));
    }
}
