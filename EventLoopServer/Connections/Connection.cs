using System.Net;
using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;
using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace EventLoopServer.Connections;

/// <summary>
/// A client's transport with its input, output and state. It holds no buffer while the client is
/// silent and reads its output. State that a phase needs in each turn is stored here; other state
/// is found by slot.
/// </summary>
internal sealed class Connection(ConnectionId id, ITransport transport, Slab slab, int ringBytes)
    : IIndexed
{
    private TokenBucket _readWorkUs;

    public ConnectionId Id { get; } = id;

    public int Slot => Id.Slot;

    public ITransport Transport { get; } = transport;

    /// <summary>The network prefix for which it is counted; null: none.</summary>
    public NetworkPrefix? AdmittedAddress { get; set; }

    /// <summary>
    /// The address for which it is counted as an HTTP connection before it is known to be one; null
    /// for the others.
    /// </summary>
    public NetworkPrefix? OverLimitAddress { get; set; }

    /// <summary>
    /// True while it is above the limit of its address: its first request has to resume a session.
    /// </summary>
    public bool MustResume { get; set; }

    /// <summary>The client that a trusted proxy has named; null: the peer is the client.</summary>
    public ProxiedClient? Proxied { get; set; }

    /// <summary>The client's address; null where there is none.</summary>
    public IPAddress? Address => Proxied?.Address ?? Transport.Address;

    /// <summary>The client's bytes are encrypted on the network.</summary>
    public bool IsEncrypted => Filter is { FiltersInput: true } || Proxied is { IsEncrypted: true };

    /// <summary>The transport filter; null for plain bytes.</summary>
    public ITransportFilter? Filter { get; set; }

    public IByteConsumer Consumer { get; set; } = null!;

    /// <summary>The name that its consumer adds to its id; null: none.</summary>
    public string? Name { get; set; }

    /// <summary>Its name in the log.</summary>
    public string Label => Name is null ? Id.ToString() : $"{Id} ({Name})";

    public ConnectionState State { get; set; }

    public bool IsOpen => State == ConnectionState.Open;

    public CloseReason CloseReason { get; set; }

    /// <summary>Bytes that were received and not used yet.</summary>
    public InputBuffer Input { get; } = new(slab);

    /// <summary>Bytes that the kernel has not taken yet.</summary>
    public RingBuffer Ring { get; } = new(slab, ringBytes);

    /// <summary>Bytes of its output that were discarded.</summary>
    public long LostBytes { get; set; }

    /// <summary>The peer has closed its side: no more bytes will arrive.</summary>
    public bool InputEnded { get; set; }

    /// <summary>
    /// Nothing is read, and received bytes are not passed on, until the receiver is asked to
    /// resume.
    /// </summary>
    public bool IsPaused { get; set; }

    /// <summary>
    /// Nothing is read, and received bytes are not passed on, until <see cref="ReadPause"/> fires.
    /// </summary>
    public bool IsThrottled { get; set; }

    /// <summary>Ends a pause for the cost of reading; null before the first one.</summary>
    public LoopTimer? ReadPause { get; set; }

    /// <summary>Input that was received before the pause has to be passed on after it.</summary>
    public bool HasHeldInput { get; set; }

    /// <summary>The work for its bytes, in µs of the turn clock; reset when all is paid.</summary>
    public ref TokenBucket ReadWorkUs => ref _readWorkUs;

    /// <summary>The transport has failed: nothing more can be sent.</summary>
    public bool IsLost { get; set; }

    /// <summary>Its output may end inside a message: no goodbye text.</summary>
    public bool OutputTruncated { get; set; }

    /// <summary>A whole message was dropped: only the goodbye text may follow.</summary>
    public bool OutputSkipped { get; set; }

    /// <summary>
    /// It has input left, and is not read before that is used. It is on the ready list for the next
    /// turn, or its filter waits.
    /// </summary>
    public bool IsReady { get; set; }

    /// <summary>A receive that pended and is still in progress.</summary>
    public ReceiveOperation? Pended { get; set; }

    /// <summary>Bytes discarded since it lingers.</summary>
    public int LingeredBytes { get; set; }

    /// <summary>
    /// New bytes may be read: no receive is in progress, and reading is not paused.
    /// </summary>
    public bool MayRead => Pended is null
        && (State == ConnectionState.Lingering
            || (IsOpen && !IsPaused && !IsThrottled && !InputEnded));

    /// <summary>The deadline of its close; null while it is open.</summary>
    public LoopTimer? CloseTimer { get; set; }

    /// <summary>Output has to wait: it would arrive together with the output sent before.</summary>
    public bool IsSendPaused => Filter is { IsPaused: true };

    /// <summary>Output that is pulled as the peer takes it; null: there is none.</summary>
    public IByteSource? Source { get; set; }

    /// <summary>Its index among the connections whose close has begun.</summary>
    int IIndexed.Index { get; set; } = -1;

    /// <summary>Its output in this turn.</summary>
    public OutputPlan Plan { get; } = new(id.Slot);
}
