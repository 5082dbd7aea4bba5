using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;
using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace EventLoopServer.Connections;

/// <summary>
/// A client's transport with its input, output and state. It holds no buffer while the client is
/// silent and reads its output. A phase keeps the state here that it needs in each turn; the rest
/// is found by slot.
/// </summary>
internal sealed class Connection(ConnectionId id, ITransport transport, Slab slab, int ringBytes)
    : IIndexed
{
    private TokenBucket _readWorkUs;

    public ConnectionId Id { get; } = id;

    public int Slot => Id.Slot;

    public ITransport Transport { get; } = transport;

    /// <summary>The address that it counts for; null: none.</summary>
    public NetworkPrefix? AdmittedAddress { get; init; }

    /// <summary>Null for plain bytes.</summary>
    public ITransportFilter? Filter { get; set; }

    public IByteConsumer Consumer { get; set; } = null!;

    /// <summary>What its consumer calls it beside its id; null: nothing.</summary>
    public string? Name { get; set; }

    /// <summary>What the log calls it.</summary>
    public string Label => Name is null ? Id.ToString() : $"{Id} ({Name})";

    public ConnectionState State { get; set; }

    public bool IsOpen => State == ConnectionState.Open;

    public CloseReason CloseReason { get; set; }

    /// <summary>What came and was not used yet.</summary>
    public InputBuffer Input { get; } = new(slab);

    /// <summary>What the kernel would not take yet.</summary>
    public RingBuffer Ring { get; } = new(slab, ringBytes);

    /// <summary>Bytes that were meant for it and thrown away.</summary>
    public long LostBytes { get; set; }

    /// <summary>The peer has closed its side: nothing more will come.</summary>
    public bool InputEnded { get; set; }

    /// <summary>
    /// Nothing is read, and what was read is not shown, until somebody asks to go on.
    /// </summary>
    public bool IsPaused { get; set; }

    /// <summary>
    /// Nothing is read, and what was read is not shown, until <see cref="ReadPause"/> fires.
    /// </summary>
    public bool IsThrottled { get; set; }

    /// <summary>Null before the first pause for its costs.</summary>
    public LoopTimer? ReadPause { get; set; }

    /// <summary>Input that was received before the pause is to be shown after it.</summary>
    public bool HasHeldInput { get; set; }

    /// <summary>The work for its bytes, in µs of the turn clock; new when all is paid.</summary>
    public ref TokenBucket ReadWorkUs => ref _readWorkUs;

    /// <summary>The transport has failed: nothing can be sent any more.</summary>
    public bool IsLost { get; set; }

    /// <summary>Its output ends in the middle of a message: no goodbye text.</summary>
    public bool OutputTruncated { get; set; }

    /// <summary>
    /// A whole message was dropped for it: only the goodbye text may follow.
    /// </summary>
    public bool OutputSkipped { get; set; }

    /// <summary>
    /// It has input left, and is not read before that is used: it is in the list for the next turn,
    /// or its filter waits.
    /// </summary>
    public bool IsReady { get; set; }

    /// <summary>A receive that pended and is still under way.</summary>
    public ReceiveOperation? Pended { get; set; }

    /// <summary>Bytes thrown away since it lingers.</summary>
    public int LingeredBytes { get; set; }

    /// <summary>Something that comes may be read: nothing is under way or kept back.</summary>
    public bool MayRead => Pended is null
        && (State == ConnectionState.Lingering
            || (IsOpen && !IsPaused && !IsThrottled && !InputEnded));

    /// <summary>The deadline of its close; null while it is open.</summary>
    public LoopTimer? CloseTimer { get; set; }

    /// <summary>Output has to wait: it would arrive together with what was sent.</summary>
    public bool IsSendPaused => Filter is { IsPaused: true };

    /// <summary>Its place among the connections whose close has begun.</summary>
    int IIndexed.Index { get; set; } = -1;

    /// <summary>What it is told this turn.</summary>
    public OutputPlan Plan { get; } = new(id.Slot);
}
