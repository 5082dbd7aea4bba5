using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>
/// Rate limits and deadlines, so that no client takes more than its share. 0 is no limit in each of
/// them. Limits on sizes are elsewhere, because they cannot be disabled.
/// </summary>
internal sealed record ClientLimits
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
    /// Requests of one client that are run in a second, after its burst: faster than people type.
    /// The cost of a request is in its row of the command table.
    /// </summary>
    [Option(
        "--rate",
        "Requests of one client run in a second after its burst; 0: no limit",
        Max = 100_000,
        AppliesOnReload = true)]
    public int CommandsPerSecond { get; init; } = 10;

    /// <summary>
    /// Requests that may arrive at once: a paste, or a client that enters its rooms.
    /// </summary>
    [Option(
        "--burst",
        "Requests of one client that may arrive at once",
        Min = 1,
        Max = 100_000,
        AppliesOnReload = true)]
    public int CommandBurst { get; init; } = 20;

    /// <summary>
    /// How long a client may exceed its rate without a break before it is closed, in ms. It loses
    /// nothing until then: the excess is read later. 320 lines fit.
    /// </summary>
    [Option(
        "--flood-after",
        "How long a client may exceed its rate without a pause before it is closed; 0: no limit",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long FloodMs { get; init; } = 30_000;

    /// <summary>
    /// Bytes that one client may send to others in a second, after its burst: two of the longest
    /// messages, more than people type. Answers to it may be four times as many, also in the burst,
    /// because a client that reconnects requests the history of its rooms.
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
    /// Bytes that one client may send to others at once: a paste of 16 longest messages.
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
    /// Bytes that each member of a room is sent from that room in a second: what all 16 clients of
    /// one public address may send, 1 Mbit/s. A member that reads at this rate is never too slow.
    /// Its private messages may be a quarter of this.
    /// </summary>
    [Option(
        "--room-bytes",
        "Bytes that a room sends each member in a second; above this rate senders wait and get "
            + "equal shares; 0: no limit",
        Unit = OptionUnit.Bytes,
        Max = MaxBytes)]
    public int RoomBytesPerSecond { get; init; } = 128 * 1024;

    /// <summary>
    /// The same while a legacy client is in the room. Such a client gets at best one receive of
    /// 1,024 bytes for each pause of 5 ms, and half of that when long lines do not fit together. 97
    /// KB a second were measured, so this is a third.
    /// </summary>
    [Option(
        "--legacy-room-bytes",
        "The same while a client of an older chat program is in the room; 0: as --room-bytes",
        Unit = OptionUnit.Bytes,
        Max = MaxBytes)]
    public int LegacyRoomBytesPerSecond { get; init; } = 32 * 1024;

    /// <summary>
    /// Bytes of answers that all clients of one public address get in a second, after a burst of 16
    /// seconds' worth. The burst is the longest history for 16 new clients.
    /// </summary>
    [Option(
        "--address-bytes",
        "Bytes of answers that all clients of one public address get in a second; above this "
            + "rate lists wait and histories are shortened; 0: no limit",
        Unit = OptionUnit.Bytes,
        Max = MaxBytes)]
    public int BytesPerAddress { get; init; } = 64 * 1024;

    /// <summary>
    /// The same for a private or loopback address, which many clients may share: a class of 200 new
    /// clients gets the longest history at once.
    /// </summary>
    [Option(
        "--local-bytes",
        "The same for one private or loopback address; 0: no limit",
        Unit = OptionUnit.Bytes,
        Max = MaxBytes)]
    public int BytesPerLocalAddress { get; init; } = 1024 * 1024;

    /// <summary>
    /// Time for a person to give a name, or to end a line once begun, in ms. It allows for a short
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
    /// The same for a program, in ms: enough for a slow link, not for a person to think.
    /// </summary>
    [Option(
        "--program-time",
        "Time for a program to give a name, or to end a frame once begun; 0: no limit",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long ProgramMs { get; init; } = 20_000;

    /// <summary>
    /// Silence after which a client that supports it is sent a keep-alive request, in ms.
    /// </summary>
    [Option(
        "--ping-after",
        "Silence after which a native client is sent a keep-alive request; 0: never",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long PingMs { get; init; } = 90_000;

    /// <summary>
    /// Silence after which such a client is closed, in ms: it has one minute to answer.
    /// </summary>
    [Option(
        "--silent-after",
        "Silence after which a native client is closed; 0: never",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long SilentMs { get; init; } = 150_000;

    /// <summary>
    /// How long too much output may be pending for a client without a break before it is closed, in
    /// ms. On any usable link a burst of that size takes less time.
    /// </summary>
    [Option(
        "--slow-after",
        "How long more than --slow-bytes may wait for a client before it is closed; 0: no limit",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long SlowMs { get; init; } = 30_000;

    /// <summary>
    /// How long a client may read nothing while output is pending, in ms. It is less than the 90 s
    /// after which its kernel would count as gone, so that the close gets the exact reason.
    /// </summary>
    [Option(
        "--stalled-after",
        "How long a client may read nothing while output waits for it; 0: no limit",
        Unit = OptionUnit.Seconds,
        Max = MaxMs,
        AppliesOnReload = true)]
    public long StallMs { get; init; } = 60_000;

    /// <summary>
    /// How long the name and the rooms of a broken connection are reserved, in ms; 0: clients
    /// cannot resume. 30 s outlast a train tunnel or a change of the network.
    /// </summary>
    [Option(
        "--resume-window",
        "How long a lost connection keeps its name and its rooms; 0: clients cannot resume",
        Unit = OptionUnit.Seconds,
        Max = 3_600_000)]
    public long ResumeMs { get; init; } = 30_000;

    /// <summary>
    /// Clients at the same time from one public address (IPv6: one /64): a household or an office.
    /// </summary>
    [Option(
        "--address-clients",
        "Clients at once from one public address (IPv6: one /64); 0: no limit",
        Max = MaxPerAddress,
        AppliesOnReload = true)]
    public int ClientsPerAddress { get; init; } = 16;

    /// <summary>
    /// New connections in ten minutes from one public address: all of its clients, twice.
    /// </summary>
    [Option(
        "--address-arrivals",
        "Connections in ten minutes from one public address; 0: no limit",
        Max = MaxPerAddress,
        AppliesOnReload = true)]
    public int ArrivalsPerAddress { get; init; } = 32;

    /// <summary>
    /// Clients at the same time from one private or loopback address, which a class may share.
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
