namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>The private lines that a client has received.</summary>
internal sealed class ResumePrivate(string client, ResumeAudit audit)
{
    private readonly Dictionary<(ulong Sender, ulong Request), int> _seen = [];
    private readonly Dictionary<ulong, (ulong Request, int Crashes)> _lastOf = [];
    private int _restarts;
    private int _resumedTurn;

    /// <summary>The number of the last line, for the next resume request.</summary>
    public ulong Last { get; private set; }

    /// <summary>The skipped numbers. Then the client shows that lines may be missing.</summary>
    public ulong Missing { get; private set; }

    /// <summary>
    /// False after two restarts without a resume between them that is on disk. The server cannot
    /// distinguish then which lines the client has received.
    /// </summary>
    public bool IsExact { get; private set; } = true;

    public bool Has((ulong Sender, ulong Request) line) => _seen.ContainsKey(line);

    /// <summary>
    /// Takes a line. A line that the client has seen and a crash has lost is sent again by its
    /// sender, and replaces the first one.
    /// </summary>
    public void Take(SeenEvent e)
    {
        audit.CheckTold(client, e);
        audit.Require(e.Sequence > Last, $"{client} got {e} after {Last}");
        Missing += e.Sequence - Last - 1;
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

    /// <summary>The client has resumed.</summary>
    public void Continue()
    {
        if (audit.Restarts != _restarts)
        {
            IsExact &= audit.Restarts == _restarts + 1
                && audit.RestartTurn - _resumedTurn > ResumeAudit.CommitTurns;
            (_restarts, _resumedTurn) = (audit.Restarts, audit.Turn);
        }
    }

    /// <summary>Another session begins.</summary>
    public void Clear()
    {
        (Last, Missing, IsExact) = (0, 0, true);
        (_restarts, _resumedTurn) = (audit.Restarts, audit.Turn);
        _seen.Clear();
        _lastOf.Clear();
    }
}
