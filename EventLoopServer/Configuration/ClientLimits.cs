using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>
/// Rate limits and deadlines, so that no client takes more than its share. In each of them 0 is no
/// limit. Limits on sizes are elsewhere, because they cannot be disabled.
/// </summary>
internal sealed record ClientLimits : IOptionRecord
{
    private const long MaxMs = 86_400_000;

    private const long MaxBytes = 100 * 1024 * 1024;

    private const long MaxPerAddress = 60_000;

    public static ClientLimits Default { get; } = new();

    /// <summary>No limits.</summary>
    public static ClientLimits Off { get; } = new()
    {
        CommandsPerSecond = 0,
        FloodMs = 0,
        BytesPerSecond = 0,
        RoomBytesPerSecond = 0,
        LegacyRoomBytesPerSecond = 0,
        BytesPerAddress = 0,
        BytesPerLocalAddress = 0,
        PersonMs = 0,
        ProgramMs = 0,
        PingMs = 0,
        SilentMs = 0,
        SlowMs = 0,
        StallMs = 0,
        ClientsPerAddress = 0,
        ArrivalsPerAddress = 0,
        LocalClientsPerAddress = 0,
        LocalArrivalsPerAddress = 0,
    };

    /// <summary>
    /// Requests of one client that run in a second, after its burst. This is faster than people
    /// type. The cost of a request is in its row of the command table.
    /// </summary>
    [Option(
        "--rate",
        "The most requests that the server runs for one client in a second after its burst; "
            + "0: no limit",
        Max = 100_000,
        AppliesOnReload = true)]
    public int CommandsPerSecond { get; init; } = 10;

    /// <summary>
    /// Requests of one client that may arrive at once. A pasted text or a client that enters its
    /// rooms sends as many.
    /// </summary>
    [Option(
        "--burst",
        "Requests of one client that may arrive at once",
        Min = 1,
        Max = 100_000,
        AppliesOnReload = true)]
    public int CommandBurst { get; init; } = 20;

    /// <summary>
    /// How long a client may exceed its rate without a break before it is closed, in ms. The client
    /// loses nothing until then, because the excess is read later. 320 lines take this time.
    /// </summary>
    [Option(
        "--flood-after",
        "How long a client may exceed its rate without a pause before it is closed; 0: no limit",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long FloodMs { get; init; } = 30_000;

    /// <summary>
    /// Bytes that one client may send to others in a second, after its burst. This is two of the
    /// longest messages, which is more than people type. Answers to the client have four times this
    /// rate and this burst, because a client that reconnects requests the history of its rooms.
    /// </summary>
    [Option(
        "--rate-bytes",
        "Bytes that one client may send to others in a second after its burst; answers to it "
            + "may be four times as many; 0: no limit",
        Unit = OptionUnit.Bytes,
        Max = MaxBytes,
        AppliesOnReload = true)]
    public int BytesPerSecond { get; init; } = 8 * 1024;

    /// <summary>
    /// Bytes that one client may send to others at once. This is a paste of 16 of the longest
    /// messages.
    /// </summary>
    [Option(
        "--burst-bytes",
        "Bytes that one client may send to others at once; answers to it may be four times as "
            + "many",
        Unit = OptionUnit.Bytes,
        Min = 1,
        Max = MaxBytes,
        AppliesOnReload = true)]
    public int ByteBurst { get; init; } = 64 * 1024;

    /// <summary>
    /// Bytes that each member of a room is sent from that room in a second. This is the sum of the
    /// limits of all 16 clients of one public address, 1 Mbit/s. A member that reads at this rate
    /// is never too slow. Private messages to a member have a quarter of this rate.
    /// </summary>
    [Option(
        "--room-bytes",
        "Bytes that a room sends each member in a second; above this rate senders wait and get "
            + "equal shares; 0: no limit",
        Unit = OptionUnit.Bytes,
        Max = MaxBytes,
        AppliesOnReload = true)]
    public int RoomBytesPerSecond { get; init; } = 128 * 1024;

    /// <summary>
    /// Bytes that each member is sent in a second while a legacy client is in the room. Such a
    /// client gets at most one receive of 1,024 bytes in each pause of 5 ms, and half of that when
    /// long lines do not fit together. 97 KB a second were measured, and this limit is a third of
    /// that.
    /// </summary>
    [Option(
        "--legacy-room-bytes",
        "The same while a client of an older chat program is in the room; 0: as --room-bytes",
        Unit = OptionUnit.Bytes,
        Max = MaxBytes,
        AppliesOnReload = true)]
    public int LegacyRoomBytesPerSecond { get; init; } = 32 * 1024;

    /// <summary>
    /// Bytes of answers that all clients of one public address get in a second. The burst is 16
    /// seconds at this rate, which is the longest history for 16 new clients.
    /// </summary>
    [Option(
        "--address-bytes",
        "Bytes of answers that all clients of one public address get in a second; above this "
            + "rate lists wait and histories are shortened; 0: no limit",
        Unit = OptionUnit.Bytes,
        Max = MaxBytes,
        AppliesOnReload = true)]
    public int BytesPerAddress { get; init; } = 64 * 1024;

    /// <summary>
    /// Bytes of answers in a second for a private or loopback address, which many clients may
    /// share. A class of 200 new clients gets the longest history at once.
    /// </summary>
    [Option(
        "--local-bytes",
        "The same for one private or loopback address; 0: no limit",
        Unit = OptionUnit.Bytes,
        Max = MaxBytes,
        AppliesOnReload = true)]
    public int BytesPerLocalAddress { get; init; } = 1024 * 1024;

    /// <summary>
    /// How long a person may take to send a name, or to end a line, in ms. It allows for a short
    /// absence.
    /// </summary>
    [Option(
        "--person-time",
        "Time for a person to give a name, or to end a line once begun; 0: no limit",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long PersonMs { get; init; } = 180_000;

    /// <summary>
    /// How long a program may take for the same, in ms. It is enough for a slow link.
    /// </summary>
    [Option(
        "--program-time",
        "Time for a program to give a name, or to end a frame once begun; 0: no limit",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long ProgramMs { get; init; } = 20_000;

    /// <summary>
    /// The silence after which a client is sent a keep-alive request, in ms. Clients that do not
    /// support such requests are not sent any.
    /// </summary>
    [Option(
        "--ping-after",
        "Silence after which a native or web client is sent a keep-alive request; 0: never",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long PingMs { get; init; } = 90_000;

    /// <summary>
    /// The silence after which a client that supports keep-alive is closed, in ms. The client has
    /// one minute to answer.
    /// </summary>
    [Option(
        "--silent-after",
        "Silence after which a native or web client is closed; 0: never",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long SilentMs { get; init; } = 150_000;

    /// <summary>
    /// How long a client may have too much pending output without a break before it is closed, in
    /// ms. On any usable link a burst of that size takes less time.
    /// </summary>
    [Option(
        "--slow-after",
        "A client is closed when at least --slow-bytes of output have waited for it for this "
            + "time; 0: no limit",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long SlowMs { get; init; } = 30_000;

    /// <summary>
    /// How long a client may read nothing while output is pending, in ms. It is less than the 90 s
    /// after which the client's kernel would count as unreachable, so that the close reason is
    /// exact.
    /// </summary>
    [Option(
        "--stalled-after",
        "How long a client may read nothing while output waits for it; 0: no limit",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long StallMs { get; init; } = 60_000;

    /// <summary>
    /// How long the name and the rooms of a broken connection are reserved, in ms. At 0, clients
    /// cannot resume. 30 s are longer than a train tunnel or a change of the network takes.
    /// </summary>
    [Option(
        "--resume-window",
        "How long a user stays in the chat after a lost connection, before others see the user "
            + "leave; 0: clients cannot resume",
        Unit = OptionUnit.Seconds,
        Max = 3_600_000)]
    public long ResumeMs { get; init; } = 30_000;

    /// <summary>
    /// Clients from one public address at the same time (IPv6: one /64). This is enough for a
    /// household or an office.
    /// </summary>
    [Option(
        "--address-clients",
        "Clients at once from one public address (IPv6: one /64); 0: no limit",
        Max = MaxPerAddress,
        AppliesOnReload = true)]
    public int ClientsPerAddress { get; init; } = 16;

    /// <summary>
    /// New connections from one public address in ten minutes. All of its clients can connect
    /// twice.
    /// </summary>
    [Option(
        "--address-arrivals",
        "Connections in ten minutes from one public address; 0: no limit",
        Max = MaxPerAddress,
        AppliesOnReload = true)]
    public int ArrivalsPerAddress { get; init; } = 32;

    /// <summary>
    /// Clients from one private or loopback address at the same time. A class may share one.
    /// </summary>
    [Option(
        "--local-clients",
        "Clients at once from one private or loopback address; 0: no limit",
        Max = MaxPerAddress,
        AppliesOnReload = true)]
    public int LocalClientsPerAddress { get; init; } = 1000;

    /// <summary>New connections in ten minutes from one private or loopback address.</summary>
    [Option(
        "--local-arrivals",
        "Connections in ten minutes from one private or loopback address; 0: no limit",
        Max = MaxPerAddress,
        AppliesOnReload = true)]
    public int LocalArrivalsPerAddress { get; init; }
}
