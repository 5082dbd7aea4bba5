namespace LoadTests.Checking;

/// <summary>The messages of one sender to one set of recipients, numbered from 1.</summary>
internal sealed class Flow
{
    public Flow(int index, Listener sender, Recipients to)
    {
        Index = index;
        Sender = sender;
        To = to;
        Position = to.AddFlow();
    }

    /// <summary>The index among all flows of the run.</summary>
    public int Index { get; }

    /// <summary>The index among the flows to the same recipients.</summary>
    public int Position { get; }

    public Listener Sender { get; }

    public Recipients To { get; }

    /// <summary>The number of the last message, which is also the number of messages.</summary>
    public int Sent { get; set; }

    /// <summary>Deliveries of the last message that are still expected.</summary>
    public int Missing { get; set; }
}
