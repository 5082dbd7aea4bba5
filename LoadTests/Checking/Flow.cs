namespace LoadTests.Checking;

/// <summary>What one speaker says to one audience: messages numbered from 1.</summary>
internal sealed class Flow
{
    public Flow(int index, Listener speaker, Recipients to)
    {
        Index = index;
        Speaker = speaker;
        To = to;
        Position = to.AddFlow();
    }

    /// <summary>Among all flows of the run.</summary>
    public int Index { get; }

    /// <summary>Among those to the same audience.</summary>
    public int Position { get; }

    public Listener Speaker { get; }

    public Recipients To { get; }

    /// <summary>The number of the last message.</summary>
    public int Sent { get; set; }

    /// <summary>Deliveries of the last message that are still to come.</summary>
    public int Missing { get; set; }
}
