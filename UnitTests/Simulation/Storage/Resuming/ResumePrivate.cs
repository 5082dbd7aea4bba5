namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>The private lines that a client has received.</summary>
internal sealed class ResumePrivate(string client, ResumeAudit audit)
{
    private readonly Dictionary<(ulong Sender, ulong Request), int> _seen = [];
    private readonly Dictionary<ulong, (ulong Request, int Crashes)> _lastOf = [];

    /// <summary>The number of the last line, for the next resume request.</summary>
    public ulong Last { get; private set; }

    /// <summary>
    /// Takes a line. A line that the client has seen and a crash has lost is sent again by its
    /// sender, and replaces the first one.
    /// </summary>
    public void Take(SeenEvent e)
    {
        audit.CheckTold(client, e);
        audit.Require(e.Sequence > Last, $"{client} got {e} after {Last}");
        Last = e.Sequence;
        int crashes = audit.Crashes;
        audit.Require(
            !_seen.TryGetValue((e.Sender, e.Request), out int then) || then < crashes,
            $"{client} got {e} twice");
        (ulong last, int at) = _lastOf.GetValueOrDefault(e.Sender);
        audit.Require(
            e.Request > last || at < crashes, $"{client} got {e} after the request {last}");
        _seen[(e.Sender, e.Request)] = crashes;
        _lastOf[e.Sender] = (e.Request, crashes);
    }

    /// <summary>Another session begins.</summary>
    public void Clear()
    {
        Last = 0;
        _seen.Clear();
        _lastOf.Clear();
    }
}
