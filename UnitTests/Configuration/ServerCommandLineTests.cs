using System.Net;
using EventLoopServer.Configuration;
using EventLoopServer.Polling;
using Microsoft.Extensions.Logging;
using Protocol;

namespace UnitTests.Configuration;

internal sealed class ServerCommandLineTests
{
    private const int Mega = 1024 * 1024;

    private static readonly OptionRange[] s_ranges =
    [
        new("--port", 0, 65535, "0 to 65535", o => o.Listening.Addresses[0].EndPoint.Port),
        new("--max-clients", 1, 60_000, "1 to 60000", o => o.MaxClients),
        new("--message-size", 64, 32 * 1024, "64 to 32KiB", o => o.MessageBytes),
        new("--ring", 64 * 1024, 64 * Mega, "64KiB to 64MiB", o => o.RingBytes),
        new("--buffers", 1, 65_536, "1MiB to 64GiB", o => o.BufferBytes / Mega),
        new("--send-buffer", 0, 16 * Mega, "0 to 16MiB", o => o.SendBufferBytes),
        new("--turn-accepts", 1, 4096, "1 to 4096", o => o.AcceptsPerTurn),
        new("--turn-reads", 512, Mega, "512 to 1MiB", o => o.ReadBytesPerTurn),
        new("--turn-commands", 1, 4096, "1 to 4096", o => o.CommandsPerTurn),
        new("--turn-drain", 4096, Mega, "4KiB to 1MiB", o => o.DrainBytesPerTurn),
        new("--hot-limit", 1, 60_000, "1 to 60000", o => o.Parking.HotLimit),
        new("--park-after", 0, 3_600_000, "0 to 1h", o => o.Parking.MinSilentMs),
        new("--park-looks", 0, 1_000_000, "0 to 1000000", o => o.Parking.MinPolls),
        new("--history", 0, 1000, "0 to 1000", o => o.HistoryLines),
        new("--drain", 0, 600, "0 to 10m", o => o.DrainMs / 1000),
        new("--rate", 0, 100_000, "0 to 100000", o => o.ClientLimits.CommandsPerSecond),
        new("--burst", 1, 100_000, "1 to 100000", o => o.ClientLimits.CommandBurst),
        new("--rate-bytes", 0, 100 * Mega, "0 to 100MiB", o => o.ClientLimits.BytesPerSecond),
        new("--burst-bytes", 1, 100 * Mega, "1 to 100MiB", o => o.ClientLimits.ByteBurst),
        new("--room-bytes", 0, 100 * Mega, "0 to 100MiB", o => o.ClientLimits.RoomBytesPerSecond),
        new(
            "--legacy-room-bytes",
            0,
            100 * Mega,
            "0 to 100MiB",
            o => o.ClientLimits.LegacyRoomBytesPerSecond),
        new("--address-bytes", 0, 100 * Mega, "0 to 100MiB", o => o.ClientLimits.BytesPerAddress),
        new(
            "--local-bytes",
            0,
            100 * Mega,
            "0 to 100MiB",
            o => o.ClientLimits.BytesPerLocalAddress),
        new("--flood-after", 0, 86_400, "0 to 24h", o => o.ClientLimits.FloodMs / 1000),
        new("--person-time", 0, 86_400, "0 to 24h", o => o.ClientLimits.PersonMs / 1000),
        new("--program-time", 0, 86_400, "0 to 24h", o => o.ClientLimits.ProgramMs / 1000),
        new("--ping-after", 0, 86_400, "0 to 24h", o => o.ClientLimits.PingMs / 1000),
        new("--slow-after", 0, 86_400, "0 to 24h", o => o.ClientLimits.SlowMs / 1000),
        new("--stalled-after", 0, 86_400, "0 to 24h", o => o.ClientLimits.StallMs / 1000),
        new("--address-clients", 0, 60_000, "0 to 60000", o => o.ClientLimits.ClientsPerAddress),
        new("--address-arrivals", 0, 60_000, "0 to 60000", o => o.ClientLimits.ArrivalsPerAddress),
        new("--local-clients", 0, 60_000, "0 to 60000", o => o.ClientLimits.LocalClientsPerAddress),
        new(
            "--local-arrivals",
            0,
            60_000,
            "0 to 60000",
            o => o.ClientLimits.LocalArrivalsPerAddress),
        new("--backlog", 1, 65_536, "1MiB to 64GiB", o => o.BacklogBytes / Mega),
        new("--slow-bytes", 4096, 64 * Mega, "4KiB to 64MiB", o => o.SlowBytes),
        new("--rooms", 1, 1_000_000, "1 to 1000000", o => o.Rooms),
        new("--rooms-each", 1, 1000, "1 to 1000", o => o.RoomsPerMember),
        new("--silent-after", 0, 86_400, "0 to 24h", o => o.ClientLimits.SilentMs / 1000),
    ];

    [Test]
    public void Empty_command_line_gives_the_defaults()
    {
        ServerOptions read = Read();
        var defaults = new ServerOptions();
        Assert.That(read, Is.EqualTo(defaults));
    }

    [Test]
    public void Defaults_equal_the_documented_values()
    {
        ServerOptions read = Read();
        Assert.That(
            read.Listening.Addresses,
            Is.EqualTo(new[] { ListenAddress.Shared(IPAddress.Loopback, 5050) }));
        Assert.That(read.MaxClients, Is.EqualTo(10_000));
        Assert.That(read.MessageBytes, Is.EqualTo(WireLimits.DefaultMessageBytes));
        Assert.That(read.RingBytes, Is.EqualTo(Mega));
        Assert.That(read.BufferBytes, Is.EqualTo(256L * Mega));
        Assert.That(read.SendBufferBytes, Is.EqualTo(64 * 1024));
        Assert.That(read.AcceptsPerTurn, Is.EqualTo(64));
        Assert.That(read.ReadBytesPerTurn, Is.EqualTo(16 * 1024));
        Assert.That(read.CommandsPerTurn, Is.EqualTo(64));
        Assert.That(read.DrainBytesPerTurn, Is.EqualTo(64 * 1024));
        Assert.That(read.Parking, Is.EqualTo(ParkingRule.Default));
        Assert.That(read.HistoryLines, Is.EqualTo(50));
        Assert.That(read.DrainMs, Is.EqualTo(5000));
        Assert.That(read.GreetingMs, Is.EqualTo(1200));
        Assert.That(read.ClientLimits, Is.EqualTo(ClientLimits.Default));
        Assert.That(read.ClientLimits.CommandsPerSecond, Is.EqualTo(10));
        Assert.That(read.ClientLimits.CommandBurst, Is.EqualTo(20));
        Assert.That(read.ClientLimits.FloodMs, Is.EqualTo(30_000));
        Assert.That(read.ClientLimits.BytesPerSecond, Is.EqualTo(8 * 1024));
        Assert.That(read.ClientLimits.ByteBurst, Is.EqualTo(64 * 1024));
        Assert.That(read.ClientLimits.RoomBytesPerSecond, Is.EqualTo(128 * 1024));
        Assert.That(read.ClientLimits.LegacyRoomBytesPerSecond, Is.EqualTo(32 * 1024));
        Assert.That(read.ClientLimits.BytesPerAddress, Is.EqualTo(64 * 1024));
        Assert.That(read.ClientLimits.BytesPerLocalAddress, Is.EqualTo(Mega));
        Assert.That(read.ClientLimits.PersonMs, Is.EqualTo(180_000));
        Assert.That(read.ClientLimits.ProgramMs, Is.EqualTo(20_000));
        Assert.That(read.ClientLimits.PingMs, Is.EqualTo(90_000));
        Assert.That(read.ClientLimits.SilentMs, Is.EqualTo(150_000));
        Assert.That(read.ClientLimits.SlowMs, Is.EqualTo(30_000));
        Assert.That(read.ClientLimits.StallMs, Is.EqualTo(60_000));
        Assert.That(read.ClientLimits.ClientsPerAddress, Is.EqualTo(16));
        Assert.That(read.ClientLimits.ArrivalsPerAddress, Is.EqualTo(32));
        Assert.That(read.ClientLimits.LocalClientsPerAddress, Is.EqualTo(1000));
        Assert.That(read.ClientLimits.LocalArrivalsPerAddress, Is.Zero);
        Assert.That(read.BacklogBytes, Is.EqualTo(1024L * Mega));
        Assert.That(read.SlowBytes, Is.EqualTo(256 * 1024));
        Assert.That(read.Rooms, Is.EqualTo(10_000));
        Assert.That(read.RoomsPerMember, Is.EqualTo(32));
        Assert.That(read.Logging.Level, Is.EqualTo(LogLevel.Information));
        Assert.That(read.Logging.IsJson, Is.False);
    }

    [TestCaseSource(nameof(s_ranges))]
    public void Number_is_accepted_only_in_its_range(OptionRange range)
    {
        foreach (long number in new[] { range.Min, range.Min + 1, range.Max - 1, range.Max })
        {
            ServerOptions read = Read(range.Name, $"{number}");
            Assert.That(range.Of(read), Is.EqualTo(number), $"{range.Name} {number}");
        }

        foreach (long number in new[] { range.Min - 1, range.Max + 1, int.MaxValue, 1L << 40 })
        {
            Refuses([range.Name, $"{number}"], range.Name, range.Bounds, $"'{number}'");
        }
    }

    [TestCaseSource(nameof(s_ranges))]
    public void Number_must_be_a_whole_number(OptionRange range)
    {
        foreach (string word in new[] { "x", "1.5", "1,000", "0x10", "1k", "", "٣" })
        {
            Refuses([range.Name, word], range.Name, $"'{word}'");
        }

        Refuses([range.Name], range.Name);
        Refuses([range.Name, $"{range.Max}", range.Name, $"{range.Max}"], range.Name);
    }

    [TestCase("debug", LogLevel.Debug)]
    [TestCase("info", LogLevel.Information)]
    [TestCase("warning", LogLevel.Warning)]
    [TestCase("error", LogLevel.Error)]
    [TestCase("none", LogLevel.None)]
    public void Log_level_is_a_word(string word, LogLevel level)
    {
        Assert.That(Read("--log-level", word).Logging.Level, Is.EqualTo(level));
    }

    [TestCase("--log-level", "loud", "debug or info or warning or error or none")]
    [TestCase("--log-format", "xml", "text or json")]
    [TestCase("--park", "always", "silent or never")]
    [TestCase("--limits", "none", "on or off")]
    [TestCase("--limits", "OFF", "on or off")]
    public void Unknown_word_is_refused_with_the_choices(
        string option, string word, string choices)
    {
        Refuses([option, word], option, choices, $"'{word}'");
    }

    [Test]
    public void Other_words_set_their_values()
    {
        Assert.That(Read("--log-format", "json").Logging.IsJson, Is.True);
        Assert.That(Read("--log-format", "text").Logging.IsJson, Is.False);
        Assert.That(Read("--park", "never").Parking.MaxHot, Is.EqualTo(ParkingRule.Never));
        Assert.That(
            Read("--park", "silent").Parking.MaxHot, Is.EqualTo(ParkingRule.Default.HotLimit));
        Assert.That(Read("--limits", "on").LimitsInForce.PersonMs, Is.EqualTo(180_000));
        Assert.That(Read("--limits", "off").LimitsInForce, Is.EqualTo(ClientLimits.Off));
    }

    [Test]
    public void Unknown_option_or_stray_word_is_refused_by_name()
    {
        Refuses(["--colour"], "--colour");
        Refuses(["5050"], "5050");
        Refuses(["--lan", "stray"], "stray");
    }

    [Test]
    public void All_errors_are_reported_at_once()
    {
        IReadOnlyList<string> faults = Faults(
            "--port", "x", "--max-clients", "0", "--colour", "--listen", "nowhere", "--park", "so");
        string all = string.Join('\n', faults);
        string[] wrong = ["--port", "--max-clients", "--colour", "--listen", "--park"];
        foreach (string option in wrong)
        {
            Assert.That(all, Does.Contain(option), "every error is reported, not only the first");
        }
    }

    [TestCase("100ms", 100)]
    [TestCase("101ms", 101)]
    [TestCase("5s", 5000)]
    [TestCase("5", 5000)]
    [TestCase("1.5s", 1500)]
    [TestCase("2m", 120_000)]
    [TestCase("3599s", 3_599_000)]
    [TestCase("1h", 3_600_000)]
    public void Interval_is_read_as_a_time(string word, long ms)
    {
        Assert.That(Read("--stats", word).Logging.StatsMs, Is.EqualTo(ms));
    }

    [TestCase("99ms")]
    [TestCase("0")]
    [TestCase("-5s")]
    [TestCase("61m")]
    [TestCase("3601s")]
    [TestCase("5 s")]
    [TestCase("s")]
    [TestCase("soon")]
    [TestCase("")]
    public void Interval_out_of_range_is_refused(string word)
    {
        Refuses(["--stats", word], "--stats", "100ms to 1h", "such as 5s", $"'{word}'");
    }

    [Test]
    public void Interval_is_given_once_and_must_be_visible_at_the_log_level()
    {
        Refuses(["--stats"], "--stats");
        Refuses(["--stats", "5s", "--stats", "6s"], "--stats");
        Refuses(["--stats", "5s", "--log-level", "warning"], "--stats", "--log-level");
        Assert.That(
            Read("--stats", "5s", "--log-level", "debug").Logging.StatsMs, Is.EqualTo(5000));
        Assert.That(Read("--log-level", "warning").Logging.StatsMs, Is.Zero, "off by default");
    }

    [TestCase("--help")]
    [TestCase("--version")]
    public void Help_and_version_are_no_errors(string option)
    {
        Assert.That(new ServerCommandLine().Root.Parse([option]).Errors, Is.Empty);
    }

    [Test]
    public void Every_option_is_described_with_its_range()
    {
        var commandLine = new ServerCommandLine();
        foreach (OptionRange range in s_ranges)
        {
            string? about = commandLine.Root.Options.Single(o => o.Name == range.Name).Description;
            Assert.That(about, Does.EndWith($"; {range.Bounds}"), range.Name);
        }

        Assert.That(commandLine.Root.Options.Select(o => o.Description), Is.All.Not.Empty);
    }

    private static ServerOptions Read(params string[] args)
    {
        var commandLine = new ServerCommandLine();
        var parsed = commandLine.Root.Parse(args);
        Assert.That(commandLine.Check(parsed), Is.Empty, $"refused: {string.Join(' ', args)}");
        return commandLine.Read(parsed);
    }

    private static IReadOnlyList<string> Faults(params string[] args)
    {
        var commandLine = new ServerCommandLine();
        return commandLine.Check(commandLine.Root.Parse(args));
    }

    private static void Refuses(string[] args, params string[] mentions)
    {
        IReadOnlyList<string> faults = Faults(args);
        Assert.That(faults, Is.Not.Empty, $"must be refused: {string.Join(' ', args)}");
        foreach (string mention in mentions)
        {
            Assert.That(string.Join('\n', faults), Does.Contain(mention), string.Join(' ', args));
        }
    }
}
