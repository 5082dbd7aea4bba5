using EventLoopServer.Admission;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Polling;
using EventLoopServer.Reactor;
using EventLoopServer.Sessions;
using EventLoopServer.Sessions.Rates;
using EventLoopServer.Storage.Files;
using EventLoopServer.Transport.Tls;
using EventLoopServer.Transport.Tls.Certificates;
using Protocol;
using Protocol.Dialects;

namespace EventLoopServer.Configuration;

/// <summary>
/// Every option of the server: its default, its unit, its range, and the source of the default.
/// </summary>
internal sealed record ServerOptions : IOptionRecord
{
    /// <summary>Linux doubles the requested buffer size (socket(7)).</summary>
    private const int KernelFactor = 2;

    /// <summary>The size up to which Linux grows a send buffer automatically (tcp_wmem).</summary>
    private const int SystemSendBytes = 4 * 1024 * 1024;

    private const long KiB = 1024;

    private const long MiB = 1024 * KiB;

    [OptionGroup("Listening")]
    public ListenOptions Listening { get; init; } = new();

    /// <summary>
    /// Clients at the same time, 1 to 60,000. Each needs a descriptor, so the system's limit may be
    /// lower. Select accepts at most 65,536 sockets in a list.
    /// </summary>
    [Option("--max-clients", "Clients at once", Min = 1, Max = 60_000)]
    public int MaxClients { get; init; } = 10_000;

    /// <summary>Bytes of UTF-8 in one message.</summary>
    [Option(
        "--message-size",
        "Bytes of UTF-8 in one message",
        Unit = OptionUnit.Bytes,
        Min = WireLimits.MinMessageBytes,
        Max = WireLimits.MaxMessageBytes)]
    public int MessageBytes { get; init; } = WireLimits.DefaultMessageBytes;

    /// <summary>
    /// Bytes of pending output after which a client is closed as too slow. 1 MiB is about ten
    /// thousand short lines.
    /// </summary>
    [Option(
        "--ring",
        "Output that may wait for one slow client",
        Unit = OptionUnit.Bytes,
        Min = 64 * KiB,
        Max = 64 * MiB)]
    public int RingBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Bytes of all buffers that clients use. They are allocated on demand. A small machine has
    /// memory for 256 MiB, but not for the full rings of more slow readers.
    /// </summary>
    [Option(
        "--buffers",
        "Memory of all buffers together",
        Unit = OptionUnit.Mebibytes,
        Min = MiB,
        Max = 65_536 * MiB)]
    public long BufferBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// Bytes of pending output of all slow readers together, including the kernel's buffers. Above
    /// this limit the slowest one is closed. 1 GiB is enough for about 7,700 readers that read
    /// nothing, with the default send buffer. Rings alone use at most three quarters of the
    /// buffers, so that a buffer for receiving is always left.
    /// </summary>
    [Option(
        "--backlog",
        "Memory held for all slow clients together, the kernel's buffers included",
        Unit = OptionUnit.Mebibytes,
        Min = MiB,
        Max = 65_536 * MiB)]
    public long BacklogBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>
    /// Bytes of pending output above which a client counts as slow. This is a quarter of its ring.
    /// </summary>
    [Option(
        "--slow-bytes",
        "Waiting output above which a client counts as slow",
        Unit = OptionUnit.Bytes,
        Min = 4 * KiB,
        Max = 64 * MiB,
        AppliesOnReload = true)]
    public int SlowBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// Bytes of the kernel's send buffer for each client. At 0 the system decides, and lets the
    /// buffer of a stalled client grow to 4 MB. Measured on Linux: with 64 KiB a peer that does not
    /// read uses about 180 KB, including its own receive buffer.
    /// </summary>
    [Option(
        "--send-buffer",
        "The kernel's send buffer of each client; 0 leaves it to the system",
        Unit = OptionUnit.Bytes,
        Max = 16 * MiB)]
    public int SendBufferBytes { get; init; } = 64 * 1024;

    /// <summary>Connections accepted from one listener in a turn.</summary>
    [Option("--turn-accepts", "Connections accepted in one turn", Min = 1, Max = 4096)]
    public int AcceptsPerTurn { get; init; } = 64;

    /// <summary>Bytes read from one client in a turn.</summary>
    [Option(
        "--turn-reads",
        "Bytes read from one client in a turn",
        Unit = OptionUnit.Bytes,
        Min = 512,
        Max = MiB)]
    public int ReadBytesPerTurn { get; init; } = 16 * 1024;

    /// <summary>Requests of one client that run in a turn.</summary>
    [Option(
        "--turn-commands",
        "The most requests that the server runs for one client in a turn",
        Min = 1,
        Max = 4096)]
    public int CommandsPerTurn { get; init; } = 64;

    /// <summary>Bytes sent from one client's ring in a turn.</summary>
    [Option(
        "--turn-drain",
        "Waiting output sent to one slow client in a turn",
        Unit = OptionUnit.Bytes,
        Min = 4 * KiB,
        Max = MiB)]
    public int DrainBytesPerTurn { get; init; } = 64 * 1024;

    /// <summary>
    /// Bytes of output in a turn after which they are flushed before the turn continues.
    /// </summary>
    public int TurnBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// The least time between two sends of a feed with only joins and leaves, in ms; 0 sends them
    /// in every turn. People do not notice 10 ms. When many clients arrive, each member costs at
    /// most a hundred sends a second.
    /// </summary>
    public long PresenceDelayMs { get; init; } = 10;

    /// <summary>The rule for parking connections.</summary>
    [OptionGroup("Parking")]
    public ParkingRule Parking { get; init; } = ParkingRule.Default;

    /// <summary>Rooms at the same time, including the lobby.</summary>
    [Option(
        "--rooms",
        "Rooms at once",
        Min = 1,
        Max = 1_000_000,
        AppliesOnReload = true)]
    public int Rooms { get; init; } = ChatLimits.Default.Rooms;

    /// <summary>Rooms that one client may be in.</summary>
    [Option(
        "--rooms-each",
        "Rooms that one client may be in",
        Min = 1,
        Max = WireLimits.RoomsPerClient,
        AppliesOnReload = true)]
    public int RoomsPerMember { get; init; } = ChatLimits.Default.RoomsPerMember;

    /// <summary>Lines in the history of a room.</summary>
    [Option(
        "--history",
        "Lines of each room that a new member sees; 0: none",
        Max = 1000,
        AppliesOnReload = true)]
    public int HistoryLines { get; init; } = 50;

    /// <summary>
    /// The text that each client gets after it has a name; empty when there is none.
    /// </summary>
    [Option(
        "--message-of-the-day",
        "Send each client this text when it has its name; lines are separated by \\n. Clients of "
            + "older programs do not get it",
        Type = typeof(NoticeTextType),
        AppliesOnReload = true)]
    public string MessageOfTheDay { get; init; } = "";

    /// <summary>How long sending goodbye texts may take when the server stops, in ms.</summary>
    [Option(
        "--drain",
        "How long goodbye texts may take when the server stops",
        Unit = OptionUnit.Seconds,
        Max = 600_000,
        AppliesOnReload = true)]
    public long DrainMs { get; init; } = 5000;

    /// <summary>
    /// The silence after which a client gets the text greeting, in ms. It is longer than the delay
    /// of one lost packet.
    /// </summary>
    public long GreetingMs { get; init; } = 1200;

    /// <summary>Rate limits, deadlines and limits of one address.</summary>
    [OptionGroup("Limits for clients")]
    public ClientLimits ClientLimits { get; init; } = ClientLimits.Default;

    /// <summary>
    /// Disables every rate limit, every deadline and every limit of an address, for measurements.
    /// Limits on memory stay in force.
    /// </summary>
    [Option(
        "--limits",
        "off: no rates, no deadlines, no limits by address; for measuring on loopback",
        Words = ["on", "off"])]
    public bool LimitsOff { get; init; }

    /// <summary>The limits that the server uses.</summary>
    public ClientLimits LimitsInForce => LimitsOff ? ClientLimits.Off : ClientLimits;

    [OptionGroup("History")]
    public HistoryOptions History { get; init; } = new();

    /// <summary>True when the server must not start without its store.</summary>
    public bool NeedsStore => HasOwnFolder || History.Store == HistoryOptions.On;

    /// <summary>The options of the store; null when nothing is stored.</summary>
    public StoreOptions? StoreOptions => !IsStoreOn || Tls.Folder.Length == 0
        ? null
        : new StoreOptions(Path.Combine(Tls.Folder, "history"))
        {
            Keep = History.Keep,
            Durability = History.IsDurable ? StoreDurability.Full : StoreDurability.Normal,
            Failing = (History.Failing ?? (HasOwnFolder ? "" : HistoryOptions.Talk))
                == HistoryOptions.Talk
                    ? StoreFailing.Talk
                    : StoreFailing.Refuse,
            BackupEvery = History.BackupEvery,
            BackupKeep = History.BackupKeep,
            LastLines = HistoryLines,
        };

    private bool IsStoreOn => History.Store switch
    {
        HistoryOptions.On => true,
        HistoryOptions.Off => false,
        _ => !LimitsOff || HasOwnFolder,
    };

    private bool HasOwnFolder => Tls.Folder != PlatformFiles.DefaultFolder;

    [OptionGroup("Encryption")]
    public TlsOptions Tls { get; init; } = new();

    /// <summary>The certificate for TLS; null when TLS clients are rejected.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>
    /// The time in a turn after which no further step of a TLS handshake is started, in µs. A
    /// handshake has two or three steps, which took 0.9 ms of CPU time together. So handshakes
    /// delay other clients by 2 to 3 ms a turn. Each turn runs at least one step, and with a large
    /// RSA key this step alone takes longer.
    /// </summary>
    public int HandshakeMicroseconds { get; init; } = 2000;

    /// <summary>
    /// Bytes that TLS libraries may use for unfinished handshakes. Above this limit the oldest
    /// handshake is closed.
    /// </summary>
    public long HandshakeBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>
    /// Bytes for the partial TLS records of all clients. Half of them is for clients before the end
    /// of the handshake, and half for clients after it. When a half is full, the connection with
    /// the most bytes in it is closed. With 64 MiB, each half holds 1,024 parts of the longest
    /// records, or 3,355 bytes for each of 10,000 clients.
    /// </summary>
    public long TlsBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The passwords of the server and of its operators.</summary>
    [OptionGroup("Access")]
    public AccessRules Access { get; init; } = AccessRules.Default;

    [OptionGroup("Accounts")]
    public AccountOptions Accounts { get; init; } = new();

    /// <summary>Files with passwords that other accounts of the machine may read.</summary>
    public IEnumerable<string> OpenFiles => Access.OpenFiles.Concat(Web.OpenFiles);

    public AccountPolicy AccountPolicy => Accounts.ToPolicy(hasRates: !LimitsOff);

    /// <summary>The most background jobs that may be pending.</summary>
    public int OutsideJobs { get; init; } = 256;

    [OptionGroup("Web page")]
    public WebOptions Web { get; init; } = new();

    [OptionGroup("Files")]
    public SharingOptions Sharing { get; init; } = new();

    /// <summary>The folder of shared files; null when no files are shared.</summary>
    public string? FilesFolder => Sharing.Files == SharingOptions.Off || Web.IsOff
        ? null
        : StoreOptions is { } store
            ? Sharing.Folder ?? Path.Combine(store.Folder, "files")
            : null;

    /// <summary>The limits of shared files that the server uses.</summary>
    public FileLimits FileLimits =>
        LimitsOff ? Sharing.ToLimits().WithoutMemberLimits() : Sharing.ToLimits();

    [OptionGroup("Log")]
    public LogOptions Logging { get; init; } = new();

    /// <summary>
    /// Bytes of a slice. This is the smallest power of two that holds a whole request and its
    /// overhead.
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
        CommandsPerSecond = LimitsInForce.CommandsPerSecond,
        CommandBurst = LimitsInForce.CommandBurst,
        BytesPerSecond = LimitsInForce.BytesPerSecond,
        ByteBurst = LimitsInForce.ByteBurst,
        FloodMs = LimitsInForce.FloodMs,
        PersonMs = LimitsInForce.PersonMs,
        ProgramMs = LimitsInForce.ProgramMs,
        PingMs = LimitsInForce.PingMs,
        SilentMs = LimitsInForce.SilentMs,
    };

    public ByteLimits ByteLimits => new(
        LimitsInForce.BytesPerSecond,
        LimitsInForce.ByteBurst,
        LimitsInForce.RoomBytesPerSecond,
        LimitsInForce.LegacyRoomBytesPerSecond,
        LimitsInForce.BytesPerAddress,
        LimitsInForce.BytesPerLocalAddress);

    public SlowReaderLimits SlowReaderLimits => new(
        BufferBytes / 4 * 3,
        BacklogBytes,
        SendBufferBytes > 0 ? KernelFactor * SendBufferBytes : SystemSendBytes,
        SlowBytes,
        LimitsInForce.SlowMs,
        LimitsInForce.StallMs);

    public AddressLimits AddressLimits => new(
        LimitsInForce.ClientsPerAddress,
        LimitsInForce.ArrivalsPerAddress,
        LimitsInForce.LocalClientsPerAddress,
        LimitsInForce.LocalArrivalsPerAddress)
    {
        Unlimited = Web.Proxies,
    };

    public TlsLimits TlsLimits => new(
        LimitsInForce.ProgramMs,
        HandshakeMicroseconds * 1000L,
        (int)(HandshakeBytes / TlsLimits.BytesPerHandshake),
        TlsBytes);

    public AcceptorLimits AcceptorLimits => new(AcceptsPerTurn, RingBytes, PauseMs: 100);

    /// <summary>The same options with <see cref="LimitsOff"/>.</summary>
    public ServerOptions WithoutLimits() => this with { LimitsOff = true };
}
