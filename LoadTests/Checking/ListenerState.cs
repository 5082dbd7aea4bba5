namespace LoadTests.Checking;

/// <summary>
/// The messages that one listener has received from the flows to one set of recipients.
/// </summary>
internal sealed class ListenerState(Recipients recipients, Listener listener, bool isCounted)
{
    private int[] _lastNumbers = [];

    public Recipients Recipients { get; } = recipients;

    public Listener Listener { get; } = listener;

    public bool IsCounted { get; } = isCounted;

    /// <summary>
    /// The sequence number of the last event. 0 for a room without sequence numbers.
    /// </summary>
    public ulong Sequence { get; set; }

    /// <summary>The messages that the listener shows. Null when they are not recorded.</summary>
    public Journal? Journal { get; } = recipients.HasJournals ? new Journal() : null;

    /// <summary>Skipped messages, which may still arrive.</summary>
    public HashSet<(int Flow, int Number)>? Gaps { get; private set; }

    /// <summary>
    /// The highest number received from the flow at a position. 0 before its first message.
    /// </summary>
    public ref int LastNumberOf(int position)
    {
        if (position >= _lastNumbers.Length)
        {
            Array.Resize(ref _lastNumbers, Math.Max(Recipients.Flows, position + 1));
        }

        return ref _lastNumbers[position];
    }

    public void AddGap(int flow, int number) => (Gaps ??= []).Add((flow, number));
}
