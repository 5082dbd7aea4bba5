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
/// silent and reads its output. State that a phase needs in each turn is stored here. Other classes
/// store the rest in arrays by slot.
/// </summary>
internal sealed class Connection(ConnectionId id, ITransport transport, Slab slab, int ringBytes)
    : IIndexed
{
    private TokenBucket _readWorkUs;

    public ConnectionId Id { get; } = id;

    public int Slot => Id.Slot;

    public ITransport Transport { get; } = transport;

    /// <summary>
    /// The network prefix under which the connection is counted; null if it is not counted.
    /// </summary>
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

    /// <summary>The name that the consumer sets for the log; null if there is none.</summary>
    public string? Name { get; set; }

    /// <summary>The connection's id and name in the log.</summary>
    public string Label => Name is null ? Id.ToString() : $"{Id} ({Name})";

    public ConnectionState State { get; set; }

    public bool IsOpen => State == ConnectionState.Open;

    public CloseReason CloseReason { get; set; }

    /// <summary>Received bytes that are not used yet.</summary>
    public InputBuffer Input { get; } = new(slab);

    /// <summary>Bytes that the kernel has not taken yet.</summary>
    public RingBuffer Ring { get; } = new(slab, ringBytes);

    /// <summary>Bytes of output that were discarded.</summary>
    public long LostBytes { get; set; }

    /// <summary>True when the peer has closed its side. No more bytes will arrive.</summary>
    public bool InputEnded { get; set; }

    /// <summary>
    /// True while nothing is read and received bytes are not passed to the consumer. The pause ends
    /// when the consumer asks the receiver to resume.
    /// </summary>
    public bool IsPaused { get; set; }

    /// <summary>
    /// True while nothing is read and received bytes are not passed to the consumer, because
    /// reading has cost too much. The pause ends when <see cref="ReadPause"/> fires.
    /// </summary>
    public bool IsThrottled { get; set; }

    /// <summary>
    /// The timer that ends a pause for the cost of reading; null before the first pause.
    /// </summary>
    public LoopTimer? ReadPause { get; set; }

    /// <summary>
    /// True when input from before the pause must be passed to the consumer after it.
    /// </summary>
    public bool HasHeldInput { get; set; }

    /// <summary>
    /// The work that the connection's bytes cause, as a token bucket in µs of the turn clock. The
    /// bucket is reset when it is full.
    /// </summary>
    public ref TokenBucket ReadWorkUs => ref _readWorkUs;

    /// <summary>True when the transport has failed. Nothing more can be sent.</summary>
    public bool IsLost { get; set; }

    /// <summary>
    /// True when the output may end inside a message. Then no goodbye text is sent.
    /// </summary>
    public bool OutputTruncated { get; set; }

    /// <summary>
    /// True when a whole message was dropped. Then only the goodbye text may follow.
    /// </summary>
    public bool OutputSkipped { get; set; }

    /// <summary>
    /// True while the connection has received input that is not used. Nothing more is read before
    /// it is used. The connection is on the ready list for the next turn, or its filter waits.
    /// </summary>
    public bool IsReady { get; set; }

    /// <summary>
    /// A receive that did not complete at once and is still in progress; null if there is none.
    /// </summary>
    public ReceiveOperation? Pended { get; set; }

    /// <summary>
    /// Bytes of input that were discarded in the state <see cref="ConnectionState.Lingering"/>.
    /// </summary>
    public int LingeredBytes { get; set; }

    /// <summary>
    /// Bytes of a refused body that may still arrive. They are discarded, because a client that
    /// sends them and gets a reset may never read the refusal.
    /// </summary>
    public int UnreadBodyBytes { get; set; }

    /// <summary>
    /// True when new bytes may be read. No receive is in progress, and reading is not paused.
    /// </summary>
    public bool MayRead => Pended is null
        && (State == ConnectionState.Lingering
            || (IsOpen && !IsPaused && !IsThrottled && !InputEnded));

    /// <summary>The deadline of the close; null while the connection is open.</summary>
    public LoopTimer? CloseTimer { get; set; }

    /// <summary>
    /// True while output has to wait. Output sent now would arrive together with the output sent
    /// before.
    /// </summary>
    public bool IsSendPaused => Filter is { IsPaused: true };

    /// <summary>
    /// Long output that is taken in pieces, as fast as the peer reads; null if there is none.
    /// </summary>
    public IByteSource? Source { get; set; }

    /// <summary>
    /// The index in the closer's list of connections; -1 before the close begins.
    /// </summary>
    int IIndexed.Index { get; set; } = -1;

    /// <summary>The output of the connection in this turn.</summary>
    public OutputPlan Plan { get; } = new(id.Slot);
}
