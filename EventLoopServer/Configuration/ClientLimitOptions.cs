using System.CommandLine;

namespace EventLoopServer.Configuration;

/// <summary>The options that say how much one stranger may take.</summary>
internal sealed class ClientLimitOptions
{
    private const int MaxSeconds = 86_400;

    private const int MaxBytes = 100 * 1024 * 1024;

    private readonly Option<int> _rate = OptionBuilder.Number(
        "--rate",
        "Requests of one client run in a second after its burst; 0: no limit",
        ClientLimits.Default.CommandsPerSecond,
        0,
        100_000);

    private readonly Option<int> _burst = OptionBuilder.Number(
        "--burst",
        "Requests of one client that may come at once",
        ClientLimits.Default.CommandBurst,
        1,
        100_000);

    private readonly Option<int> _rateBytes = Bytes(
        "--rate-bytes",
        "Bytes that one client may send to others in a second after its burst; answers to it may "
            + "be four times as many; 0: no limit",
        ClientLimits.Default.BytesPerSecond,
        0);

    private readonly Option<int> _burstBytes = Bytes(
        "--burst-bytes",
        "Bytes that one client may send to others at once; answers to it may be four times as "
            + "many",
        ClientLimits.Default.ByteBurst,
        1);

    private readonly Option<int> _roomBytes = Bytes(
        "--room-bytes",
        "Bytes that each member of a room is sent from it in a second; above this rate senders "
            + "wait and get equal shares; 0: no limit",
        ClientLimits.Default.RoomBytesPerSecond,
        0);

    private readonly Option<int> _legacyRoomBytes = Bytes(
        "--legacy-room-bytes",
        "The same while a client of an older chat program is in the room; 0: --room-bytes",
        ClientLimits.Default.LegacyRoomBytesPerSecond,
        0);

    private readonly Option<int> _addressBytes = Bytes(
        "--address-bytes",
        "Bytes that all clients of one public address are sent in answers in a second; above, "
            + "lists wait and histories are shortened; 0: no limit",
        ClientLimits.Default.BytesPerAddress,
        0);

    private readonly Option<int> _localBytes = Bytes(
        "--local-bytes",
        "The same for one private or loopback address; 0: no limit",
        ClientLimits.Default.BytesPerLocalAddress,
        0);

    private readonly Option<int> _flood = Seconds(
        "--flood-after",
        "Seconds in a row that a client may send too fast before it is closed; 0: no limit",
        ClientLimits.Default.FloodMs);

    private readonly Option<int> _person = Seconds(
        "--person-time",
        "Seconds for a person to give a name, or to end a line once begun; 0: no limit",
        ClientLimits.Default.PersonMs);

    private readonly Option<int> _program = Seconds(
        "--program-time",
        "Seconds for a program to give a name, or to end a frame once begun; 0: no limit",
        ClientLimits.Default.ProgramMs);

    private readonly Option<int> _ping = Seconds(
        "--ping-after",
        "Seconds of silence before a native client is asked whether it is there; 0: never",
        ClientLimits.Default.PingMs);

    private readonly Option<int> _silent = Seconds(
        "--silent-after",
        "Seconds of silence before a native client is taken for gone; 0: never",
        ClientLimits.Default.SilentMs);

    private readonly Option<int> _slow = Seconds(
        "--slow-after",
        "Seconds that more than --slow-bytes may wait for a client; 0: no limit",
        ClientLimits.Default.SlowMs);

    private readonly Option<int> _stall = Seconds(
        "--stalled-after",
        "Seconds that a client may take nothing of what waits for it; 0: no limit",
        ClientLimits.Default.StallMs);

    private readonly Option<int> _clients = Count(
        "--address-clients",
        "Clients at once from one public address (IPv6: one /64); 0: no limit",
        ClientLimits.Default.ClientsPerAddress);

    private readonly Option<int> _arrivals = Count(
        "--address-arrivals",
        "Connections in ten minutes from one public address; 0: no limit",
        ClientLimits.Default.ArrivalsPerAddress);

    private readonly Option<int> _localClients = Count(
        "--local-clients",
        "Clients at once from one private or loopback address; 0: no limit",
        ClientLimits.Default.LocalClientsPerAddress);

    private readonly Option<int> _localArrivals = Count(
        "--local-arrivals",
        "Connections in ten minutes from one private or loopback address; 0: no limit",
        ClientLimits.Default.LocalArrivalsPerAddress);

    public void AddTo(RootCommand root)
    {
        Option[] all =
        [
            _rate, _burst, _rateBytes, _burstBytes, _roomBytes, _legacyRoomBytes, _addressBytes,
            _localBytes, _flood, _person, _program, _ping, _silent, _slow, _stall, _clients,
            _arrivals, _localClients, _localArrivals,
        ];
        foreach (Option option in all)
        {
            root.Options.Add(option);
        }
    }

    public ClientLimits Read(ParseResult parsed) => new()
    {
        CommandsPerSecond = parsed.GetValue(_rate),
        CommandBurst = parsed.GetValue(_burst),
        BytesPerSecond = parsed.GetValue(_rateBytes),
        ByteBurst = parsed.GetValue(_burstBytes),
        RoomBytesPerSecond = parsed.GetValue(_roomBytes),
        LegacyRoomBytesPerSecond = parsed.GetValue(_legacyRoomBytes),
        BytesPerAddress = parsed.GetValue(_addressBytes),
        BytesPerLocalAddress = parsed.GetValue(_localBytes),
        FloodMs = parsed.GetValue(_flood) * 1000L,
        PersonMs = parsed.GetValue(_person) * 1000L,
        ProgramMs = parsed.GetValue(_program) * 1000L,
        PingMs = parsed.GetValue(_ping) * 1000L,
        SilentMs = parsed.GetValue(_silent) * 1000L,
        SlowMs = parsed.GetValue(_slow) * 1000L,
        StallMs = parsed.GetValue(_stall) * 1000L,
        ClientsPerAddress = parsed.GetValue(_clients),
        ArrivalsPerAddress = parsed.GetValue(_arrivals),
        LocalClientsPerAddress = parsed.GetValue(_localClients),
        LocalArrivalsPerAddress = parsed.GetValue(_localArrivals),
    };

    private static Option<int> Bytes(string name, string what, int defaultBytes, int min) =>
        OptionBuilder.Number(name, what, defaultBytes, min, MaxBytes);

    private static Option<int> Count(string name, string what, int defaultCount) =>
        OptionBuilder.Number(name, what, defaultCount, 0, 60_000);

    private static Option<int> Seconds(string name, string what, long defaultMs) =>
        OptionBuilder.Number(name, what, (int)(defaultMs / 1000), 0, MaxSeconds);
}
