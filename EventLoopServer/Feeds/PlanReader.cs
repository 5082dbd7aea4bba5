namespace EventLoopServer.Feeds;

/// <summary>
/// Turns a connection's plan into segments to send. They contain the events of its feeds without
/// the skipped ones, and its replies. All are in the order in which they happened.
/// </summary>
internal sealed class PlanReader(TurnOutput output)
{
    private Source[] _sources = new Source[8];
    private int _count;

    /// <summary>The segments of the last plan. Adjoining segments are merged.</summary>
    public List<ArraySegment<byte>> Segments { get; } = new(16);

    /// <summary>Bytes in all segments.</summary>
    public int TotalBytes { get; private set; }

    /// <summary>Reads one plan into <see cref="Segments"/>.</summary>
    public void Read(OutputPlan plan)
    {
        Segments.Clear();
        TotalBytes = 0;
        _count = 0;
        foreach (Subscription subscription in plan.Subscriptions)
        {
            if (subscription.Feed.Buffer is { } buffer)
            {
                AddSource(buffer, output.StartOf(subscription), buffer.Length);
            }
        }

        int entry = 0;
        if (output.HasEntries(plan))
        {
            entry = plan.Head;
            AddSealed(entry);
        }

        if (_count > 1)
        {
            Merge(entry);
        }
        else
        {
            ReadOne(entry);
        }
    }

    private void AddSealed(int entry)
    {
        for (; entry != 0; entry = output.Entry(entry).Next)
        {
            ref PlanEntry e = ref output.Entry(entry);
            if (e.Kind == PlanEntryKind.Sealed)
            {
                AddSource(e.Buffer!, e.Start, e.End);
            }
        }
    }

    private void AddSource(TurnBuffer buffer, int start, int end)
    {
        if (start >= end)
        {
            return;
        }

        if (_count == _sources.Length)
        {
            Array.Resize(ref _sources, _count * 2);
        }

        _sources[_count++] = new Source { Buffer = buffer, Position = start, End = end };
    }

    /// <summary>
    /// Reads a plan with at most one feed. The offsets in the entries are enough, so the reader
    /// need not visit the feed's events one by one.
    /// </summary>
    private void ReadOne(int entry)
    {
        Source source = _count == 1 ? _sources[0] : default;
        for (; entry != 0; entry = output.Entry(entry).Next)
        {
            ref PlanEntry e = ref output.Entry(entry);
            switch (e.Kind)
            {
                case PlanEntryKind.Skip
                    when e.Buffer == source.Buffer && e.Start >= source.Position:
                    Add(source.Buffer, source.Position, e.Start);
                    source.Position = e.End;
                    break;
                case PlanEntryKind.Reply:
                    int until = source.Buffer is null
                        ? 0
                        : Math.Clamp(
                            source.Buffer.OffsetAt(e.Ordinal), source.Position, source.End);
                    Add(source.Buffer, source.Position, until);
                    source.Position = until;
                    Add(output.Replies, e.Start, e.End);
                    break;
                default:
                    break;
            }
        }

        Add(source.Buffer, source.Position, source.End);
    }

    /// <summary>
    /// Merges several feeds. It takes one event at a time, the earliest of the turn first.
    /// </summary>
    private void Merge(int entry)
    {
        for (int i = 0; i < _count; i++)
        {
            ref Source source = ref _sources[i];
            source.Event = source.Buffer!.FirstFrom(source.Position);
        }

        while (true)
        {
            int next = Earliest();
            int ordinal = next < 0 ? int.MaxValue : _sources[next].Ordinal;
            entry = AddEntriesBefore(entry, ordinal, out bool skip);
            if (next < 0)
            {
                return;
            }

            ref Source source = ref _sources[next];
            if (!skip)
            {
                Add(source.Buffer, source.Position, source.Buffer!.EndOf(source.Event));
            }

            source.Position = source.Buffer!.EndOf(source.Event++);
        }
    }

    /// <summary>
    /// Adds the replies before this event, and reports whether the connection skips the event.
    /// </summary>
    private int AddEntriesBefore(int entry, int ordinal, out bool skip)
    {
        skip = false;
        while (entry != 0)
        {
            ref PlanEntry e = ref output.Entry(entry);
            if (e.Ordinal > ordinal)
            {
                break;
            }

            skip |= e.Kind == PlanEntryKind.Skip && e.Ordinal == ordinal;
            if (e.Kind == PlanEntryKind.Reply)
            {
                Add(output.Replies, e.Start, e.End);
            }

            entry = e.Next;
        }

        return entry;
    }

    private int Earliest()
    {
        int best = -1;
        int bestOrdinal = int.MaxValue;
        for (int i = 0; i < _count; i++)
        {
            ref Source source = ref _sources[i];
            if (source.Position < source.End && source.Ordinal < bestOrdinal)
            {
                best = i;
                bestOrdinal = source.Ordinal;
            }
        }

        return best;
    }

    private void Add(TurnBuffer? buffer, int start, int end)
    {
        if (buffer is null || start >= end)
        {
            return;
        }

        TotalBytes += end - start;
        if (Segments.Count > 0)
        {
            ArraySegment<byte> last = Segments[^1];
            if (last.Array == buffer.Array && last.Offset + last.Count == start)
            {
                Segments[^1] = new ArraySegment<byte>(buffer.Array, last.Offset, end - last.Offset);
                return;
            }
        }

        Segments.Add(new ArraySegment<byte>(buffer.Array, start, end - start));
    }

    private struct Source
    {
        public TurnBuffer? Buffer;
        public int Position;
        public int End;
        public int Event;

        public readonly int Ordinal => Buffer!.OrdinalOf(Event);
    }
}
