using System.Net;
using EventLoopServer.Admission;
using EventLoopServer.Chat;
using EventLoopServer.Polling;
using EventLoopServer.Reactor;
using EventLoopServer.Sessions;
using EventLoopServer.Sessions.Rates;
using EventLoopServer.Transport.Tls;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;
using Protocol;
using Protocol.Dialects;

namespace EventLoopServer.Configuration;

/// <summary>
/// Every knob of the server: its default, its unit, its range and where the default is from.
/// </summary>
internal sealed record ServerOptions
{
    /// <summary>Where to listen.</summary>
    public IReadOnlyList<ListenAddress> Listen { get; init; } =
        [ListenAddress.Shared(IPAddress.Loopback, DefaultPort)];

    /// <summary>Linux takes twice what it is asked for: socket(7).</summary>
    private const int KernelFactor = 2;

    /// <summary>What Linux lets a send buffer grow to by itself: tcp_wmem.</summary>
    private const int SystemSendBytes = 4 * 1024 * 1024;

    /// <summary>The port when none is given. No well-known service has it.</summary>
    public const int DefaultPort = 5050;

    /// <summary>
    /// Clients at once, 1 to 60,000. Each takes a descriptor: the system's limit may be lower.
    /// Select takes 65,536 sockets in a list.
    /// </summary>
    public int MaxClients { get; init; } = 10_000;

    /// <summary>Bytes of UTF-8 in one message.</summary>
    public int MessageBytes { get; init; } = WireLimits.DefaultMessageBytes;

    /// <summary>
    /// Bytes of output that may wait for one client before it is closed for being slow. 1 MiB is
    /// some ten thousand short lines.
    /// </summary>
    public int RingBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Bytes of all buffers that clients borrow; made as they are needed. 256 MiB: as many slow
    /// readers with full rings at once as a small machine can bear.
    /// </summary>
    public long BufferBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// Bytes that may be held for slow readers all together, what the kernel holds for them
    /// included; over it the slowest is closed. 1 GiB: with the send buffer below some 7,700
    /// readers that take nothing. Rings alone never take more than three quarters of the buffers,
    /// so that there is always one to read into.
    /// </summary>
    public long BacklogBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>
    /// Bytes waiting for one client that are too many in the long run: a quarter of its ring.
    /// </summary>
    public int SlowBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// Bytes of the kernel's send buffer for each client; 0 leaves it to the system, which lets a
    /// stalled one grow to 4 MB. Measured on Linux: with 64 KiB a peer that does not read holds
    /// about 180 KB, its own receive buffer included.
    /// </summary>
    public int SendBufferBytes { get; init; } = 64 * 1024;

    /// <summary>Arrivals taken from one listener in a turn.</summary>
    public int AcceptsPerTurn { get; init; } = 64;

    /// <summary>Bytes read from one client in a turn.</summary>
    public int ReadBytesPerTurn { get; init; } = 16 * 1024;

    /// <summary>Requests of one client run in a turn.</summary>
    public int CommandsPerTurn { get; init; } = 64;

    /// <summary>Bytes sent from one client's ring in a turn.</summary>
    public int DrainBytesPerTurn { get; init; } = 64 * 1024;

    /// <summary>Bytes said in a turn after which they are sent before the turn goes on.</summary>
    public int TurnBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// The least time between two sends that tell a room nothing but who came and went, in ms; 0:
    /// every turn. Shorter than anybody reads, and a storm of arrivals costs each member a hundred
    /// sends a second at most.
    /// </summary>
    public long PresenceDelayMs { get; init; } = 10;

    /// <summary>Who is parked, and when.</summary>
    public ParkingRule Parking { get; init; } = ParkingRule.Default;

    /// <summary>Rooms at once, the lobby included.</summary>
    public int Rooms { get; init; } = ChatLimits.Default.Rooms;

    /// <summary>Rooms that one client may be in.</summary>
    public int RoomsPerMember { get; init; } = ChatLimits.Default.RoomsPerMember;

    /// <summary>Lines that a room remembers.</summary>
    public int HistoryLines { get; init; } = 50;

    /// <summary>How long goodbye texts may take when the server stops, in ms.</summary>
    public long DrainMs { get; init; } = 5000;

    /// <summary>
    /// Silence after which a client gets the text greeting, in ms: longer than one lost packet
    /// costs.
    /// </summary>
    public long GreetingMs { get; init; } = 1200;

    /// <summary>Rates, deadlines and what one address may take.</summary>
    public ClientLimits ClientLimits { get; init; } = ClientLimits.Default;

    /// <summary>Where <see cref="Certificate"/> is to come from; null: nowhere.</summary>
    public CertificateSource? CertificateSource { get; init; }

    /// <summary>The certificate for those who speak TLS; null: they are sent away.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>Who does not speak TLS is sent away.</summary>
    public bool RequireTls { get; init; }

    /// <summary>
    /// Time of a turn after which no further step of a TLS handshake is begun, in µs. A handshake
    /// has two steps or three, and 0.9 ms of processor time were measured for all of them, so
    /// newcomers hold the others up for 2 to 3 ms a turn. A turn makes one step in any case: with a
    /// large RSA key that alone takes longer.
    /// </summary>
    public int HandshakeMicroseconds { get; init; } = 2000;

    /// <summary>
    /// Bytes that TLS libraries may hold for unfinished handshakes; over that the oldest one is
    /// closed.
    /// </summary>
    public long HandshakeBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>
    /// Bytes in which TLS records of all clients may wait for their rest: half of them for those
    /// who have not shaken hands, half for the others. In a half that is full, who holds most is
    /// closed. 64 MiB: each half holds 1,024 parts of the longest records, or 3,355 bytes of each
    /// of 10,000 clients.
    /// </summary>
    public long TlsBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Who may come in, and who is in charge.</summary>
    public AccessRules Access { get; init; } = AccessRules.Default;

    /// <summary>Jobs that may wait outside the loop.</summary>
    public int OutsideJobs { get; init; } = 256;

    /// <summary>The least that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>How often the figures are logged, in ms; 0: never.</summary>
    public long StatsMs { get; init; }

    /// <summary>Log lines as JSON.</summary>
    public bool LogJson { get; init; }

    /// <summary>
    /// Bytes of a slice: the smallest power of two that holds a whole request with its overhead.
    /// </summary>
    public int SliceBytes =>
        (int)System.Numerics.BitOperations.RoundUpToPowerOf2(
            (uint)IDialect.MaxInputBytes(MessageBytes) + 1);

    public ChatLimits ChatLimits => ChatLimits.Default with
    {
        MessageBytes = MessageBytes,
        HistoryLines = HistoryLines,
        Rooms = Rooms,
        RoomsPerMember = RoomsPerMember,
    };

    public SessionLimits SessionLimits => new(MessageBytes, CommandsPerTurn, GreetingMs)
    {
        CommandsPerSecond = ClientLimits.CommandsPerSecond,
        CommandBurst = ClientLimits.CommandBurst,
        BytesPerSecond = ClientLimits.BytesPerSecond,
        ByteBurst = ClientLimits.ByteBurst,
        FloodMs = ClientLimits.FloodMs,
        PersonMs = ClientLimits.PersonMs,
        ProgramMs = ClientLimits.ProgramMs,
        PingMs = ClientLimits.PingMs,
        SilentMs = ClientLimits.SilentMs,
    };

    public ByteLimits ByteLimits => new(
        ClientLimits.BytesPerSecond,
        ClientLimits.ByteBurst,
        ClientLimits.RoomBytesPerSecond,
        ClientLimits.LegacyRoomBytesPerSecond,
        ClientLimits.BytesPerAddress,
        ClientLimits.BytesPerLocalAddress);

    public SlowReaderLimits SlowReaderLimits => new(
        BufferBytes / 4 * 3,
        BacklogBytes,
        SendBufferBytes > 0 ? KernelFactor * SendBufferBytes : SystemSendBytes,
        SlowBytes,
        ClientLimits.SlowMs,
        ClientLimits.StallMs);

    public AddressLimits AddressLimits => new(
        ClientLimits.ClientsPerAddress,
        ClientLimits.ArrivalsPerAddress,
        ClientLimits.LocalClientsPerAddress,
        ClientLimits.LocalArrivalsPerAddress);

    public TlsLimits TlsLimits => new(
        ClientLimits.ProgramMs,
        HandshakeMicroseconds * 1000L,
        (int)(HandshakeBytes / TlsLimits.BytesPerHandshake),
        TlsBytes);

    public AcceptorLimits AcceptorLimits => new(AcceptsPerTurn, RingBytes, PauseMs: 100);

    /// <summary>
    /// The same with every rate, every protective deadline and every limit of an address off: for
    /// measuring. Memory stays bounded.
    /// </summary>
    public ServerOptions WithoutLimits() => this with { ClientLimits = ClientLimits.Off };
}
