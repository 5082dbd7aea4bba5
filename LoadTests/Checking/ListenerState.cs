namespace LoadTests.Checking;

/// <summary>One listener of one audience: what they have heard so far.</summary>
internal sealed class ListenerState(Recipients recipients, Listener listener, bool isCounted)
{
    private int[] _heard = [];

    public Recipients Recipients { get; } = recipients;

    public Listener Listener { get; } = listener;

    public bool IsCounted { get; } = isCounted;

    /// <summary>The room's number of what was heard last; 0 where rooms do not count.</summary>
    public ulong Sequence { get; set; }

    /// <summary>Messages that were left out, and may still come.</summary>
    public HashSet<(int Flow, int Number)>? Gaps { get; private set; }

    /// <summary>The highest number heard of each flow, by its position; 0: none.</summary>
    public ref int HeardOf(int position)
    {
        if (position >= _heard.Length)
        {
            Array.Resize(ref _heard, Math.Max(Recipients.Flows, position + 1));
        }

        return ref _heard[position];
    }

    public void AddGap(int flow, int number) => (Gaps ??= []).Add((flow, number));
}
