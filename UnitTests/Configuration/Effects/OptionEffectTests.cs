using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Files;
using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences;
using EventLoopServer.Storage.Files;
using EventLoopServer.Transport;
using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.EndToEnd.Processes;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using static UnitTests.Configuration.Effects.ClosingEffects;

namespace UnitTests.Configuration.Effects;

/// <summary>
/// Each option changes the behaviour of the server. An option that is read but never used has no
/// row here that passes.
/// </summary>
internal sealed class OptionEffectTests
{
    private static readonly OptionEffect[] s_listening =
    [
        new("--listen 127.0.0.1:7", static w => w.Places, "127.0.0.1:5050", "127.0.0.1:7"),
        new("--compat", static w => w.Places.Split(' ').Length, 1, 5),
        new("--host ::1", static w => w.Places, "127.0.0.1:5050", "[::1]:5050"),
        new("--port 7", static w => w.Places, "127.0.0.1:5050", "127.0.0.1:7"),
        new(
            "--lan",
            static w => w.Places,
            "127.0.0.1:5050",
            $"{new System.Net.IPEndPoint(LanAddresses.Any, 5050)}"),
    ];

    private static readonly OptionEffect[] s_memory =
    [
        new("--max-clients 2", static w => w.Accepted(3), 3, 2),
        new("--message-size 100", static w => w.HearsAll(lines: 1, bytes: 101), true, false),
        new(
            "--ring 64KiB",
            "--limits off",
            static w => w.ClosesSlowReader(lines: 100, bytes: 1000),
            false,
            true),
        new(
            "--buffers 1MiB",
            "--limits off",
            static w => w.ClosesSlowReader(lines: 900, bytes: 1000),
            false,
            true),
        new(
            "--backlog 1MiB",
            "--limits off --send-buffer 512KiB",
            static w => w.ClosesSlowReader(lines: 1, bytes: 10),
            false,
            true),
        new(
            "--slow-bytes 4KiB",
            static w => w.ClosesSlowReader(lines: 10, bytes: 1000, ms: 30_000),
            false,
            true),
        new("--send-buffer 32KiB", static w => SendBuffer(w), 64 * 1024, 32 * 1024),
    ];

    private static readonly OptionEffect[] s_web =
    [
        new("--web off", static w => w.StatusOf("localhost"), "200", "400"),
        new("--web-host chat.example", static w => w.StatusOf("chat.example"), "421", "200"),
        new("--trust-proxy 203.0.113.9", static w => w.OpenedThroughProxy(20), 16, 20),
        new("--metrics-token-file @/password", static w => w.StatusOfMetrics(), "403", "200"),
    ];

    private static readonly OptionEffect[] s_files =
    [
        new("--files off", static w => w.Options.FilesFolder is null, false, true),
        new(
            "--files-for accounts",
            static w => w.Options.FileLimits.Use,
            FileUse.Everyone,
            FileUse.Accounts),
        new(
            "--files-folder /tmp/shared",
            static w => w.Options.FilesFolder == "/tmp/shared",
            false,
            true),
        new("--file-size 2MiB", static w => w.Options.FileLimits.FileBytes >> 20, 16L, 2L),
        new("--files-per-day 2MiB", static w => w.Options.FileLimits.DayBytes >> 20, 100L, 2L),
        new("--files-size 2MiB", static w => w.Options.FileLimits.TotalBytes >> 20, 2048L, 2L),
        new("--files-keep 1h", static w => w.Options.FileLimits.KeepMs / 3_600_000, 168L, 1L),
        new("--file-uploads 9", static w => w.Options.FileLimits.Uploads, 4, 9),
        new(
            "--public-url https://chat.example/",
            static w => w.Options.Sharing.PublicUrl ?? "",
            "",
            "https://chat.example"),
    ];

    private static readonly OptionEffect[] s_history =
    [
        new("--store off", static w => w.Options.StoreOptions is null, false, true),
        new("--keep 2d", static w => w.Options.StoreOptions!.Keep.Days, 90, 2),
        new(
            "--durability normal",
            static w => w.Options.StoreOptions!.Durability,
            StoreDurability.Full,
            StoreDurability.Normal),
        new(
            "--store-failing refuse",
            static w => w.Options.StoreOptions!.Failing,
            StoreFailing.Talk,
            StoreFailing.Refuse),
        new("--backup-every 2d", static w => w.Options.StoreOptions!.BackupEvery.Days, 1, 2),
        new(
            "--registration off",
            static w => w.Server.Server.Directory.Accounts.Policy.Registration,
            Registration.Open,
            Registration.Off),
        new(
            "--plain-accounts",
            static w => w.Server.Server.Directory.Accounts.Policy.IsPlainAllowed,
            false,
            true),
        new("--backup-keep 3", static w => w.Options.StoreOptions!.BackupKeep, 7, 3),
    ];

    private static readonly OptionEffect[] s_turns =
    [
        new("--turn-accepts 1", static w => AcceptedInOneTurn(w), 3, 1),
        new("--turn-reads 512", "--limits off", static w => UnreadAfterOneTurn(w), 16_384, 24_576),
        new("--turn-commands 1", "--limits off", static w => PongsInOneTurn(w), 3, 1),
        new("--turn-drain 4KiB", "--limits off", static w => DrainsInOneTurn(w), true, false),
        new("--hot-limit 10", static w => w.Parked(), 8, 30),
        new("--park-after 1h", static w => w.Parked(), 8, 0),
        new("--park-looks 1000", static w => w.Parked(), 8, 0),
        new("--park never", static w => w.Parked(), 8, 0),
        new("--drain 1", static w => w.HasEnded(ms: 2000), false, true),
        new("--stats 1", static w => LogsFigures(w), false, true),
    ];

    private static readonly OptionEffect[] s_chat =
    [
        new("--rooms 2", static w => RoomsOfOneMember(w), 3, 2),
        new("--rooms-each 2", static w => RoomsOfOneMember(w), 3, 2),
        new("--message-of-the-day Hi", static w => SeesMessage(w), false, true),
        new("--history 0", static w => SeesHistory(w), true, false),
        new("--password-file @/password", static w => Enters(w), true, false),
        new(
            "--operator-password-file @/password",
            static w => BecomesOperator(w),
            false,
            true),
        new(
            "--compat-open",
            "--password-file @/password --compat",
            static w => w.Faults.Count == 0 && LegacyClientEnters(w),
            false,
            true),
    ];

    private static readonly OptionEffect[] s_rates =
    [
        new("--rate 1", static w => w.Pongs(60), (20, 10), (20, 1)),
        new("--burst 1", static w => w.Pongs(60), (20, 10), (1, 10)),
        new("--limits off", static w => w.Pongs(60), (20, 10), (60, 0)),
        new("--flood-after 1", static w => ClosesFlood(w), false, true),
        new("--burst-bytes 500", static w => w.HearsAll(lines: 3, bytes: 400), true, false),
        new(
            "--rate-bytes 100",
            "--burst-bytes 500",
            static w => w.HearsAll(lines: 5, bytes: 400, ms: 1000),
            true,
            false),
        new("--room-bytes 1KiB", static w => w.HearsAll(lines: 10, bytes: 400), true, false),
        new(
            "--legacy-room-bytes 1KiB",
            "--compat",
            static w => LegacyClientEnters(w) && w.HearsAll(lines: 10, bytes: 400),
            true,
            false),
        new("--address-bytes 100", static w => w.GetsAllAnswers("203.0.113.9"), true, false),
        new("--local-bytes 100", static w => w.GetsAllAnswers("10.0.0.1"), true, false),
        new("--address-clients 2", static w => w.Accepted(3, "203.0.113.9"), 3, 2),
        new("--local-clients 2", static w => w.Accepted(3, "10.0.0.1"), 3, 2),
        new("--address-arrivals 2", static w => w.AcceptedInTurn(3, "203.0.113.9"), 3, 2),
        new("--local-arrivals 2", static w => w.AcceptedInTurn(3, "10.0.0.1"), 3, 2),
    ];

    private static readonly OptionEffect[] s_deadlines =
    [
        new("--person-time 10", static w => ClosesBegunLine(w, 20_000), false, true),
        new("--program-time 5", static w => ClosesNameless(w, 10_000), false, true),
        new("--ping-after 5", static w => Silent(w, 10_000) == EventKind.Ping, false, true),
        new("--resume-window 0", static w => GetsToken(w), true, false),
        new("--silent-after 5", static w => Silent(w, 10_000) == EventKind.Goodbye, false, true),
        new(
            "--slow-after 5",
            "--slow-bytes 4KiB",
            static w => w.ClosesSlowReader(lines: 10, bytes: 1000, ms: 10_000),
            false,
            true),
        new(
            "--stalled-after 5",
            static w => w.ClosesSlowReader(lines: 1, bytes: 10, ms: 10_000),
            false,
            true),
    ];

    private static readonly OptionEffect[] s_tls =
    [
        new(
            "--tls",
            "--data @/made",
            static w => w.Fingerprint() is not null && w.HasFile("made/server.pem"),
            false,
            true),
        new(
            "--data @/made",
            "--tls",
            static w => w.Options.Tls.Source!.Folder.EndsWith("/made") && w.Fingerprint() != null
                && w.HasFile("made/server.pem"),
            false,
            true),
        new("--certificate @/both.pem", static w => w.Fingerprint()?.Length, null, 95),
        new(
            "--certificate-key @/key.pem",
            "--certificate @/certificate.pem",
            static w => w.Fingerprint()?.Length,
            "not loaded".Length,
            95),
        new(
            "--certificate-password-file @/password",
            "--certificate @/certificate.pfx",
            static w => w.Fingerprint()?.Length,
            "not loaded".Length,
            95),
        new("--require-tls", "--certificate @/both.pem", static w => Enters(w), true, false),
    ];

    public static IEnumerable<OptionEffect> All =>
    [
        .. s_listening, .. s_memory, .. s_web, .. s_files, .. s_history, .. s_turns, .. s_chat,
        .. s_rates,
        .. s_deadlines, .. s_tls,
    ];

    [TestCaseSource(nameof(All))]
    public void Option_changes_the_behaviour_of_the_server(OptionEffect effect)
    {
        using var without = new OptionWorld(effect.Always);
        Assert.That(effect.Observe(without), Is.EqualTo(effect.Without), "without it");
        using var with = new OptionWorld($"{effect.Always} {effect.Option}");
        Assert.That(effect.Observe(with), Is.EqualTo(effect.With), "with it");
    }

    [Test]
    public void Every_option_has_an_effect_row() => Assert.That(
        new OptionSchema<ServerOptions>().Rows.Select(static r => r.Name),
        Is.EquivalentTo(
            All.Select(static e => e.Name).Concat(ProcessOptionTests.Options)),
        "Add what the server does differently with the option: an OptionEffect here.");

    [Test]
    public void Every_effect_row_shows_a_difference()
    {
        foreach (OptionEffect effect in All)
        {
            Assert.That(effect.Without, Is.Not.EqualTo(effect.With), effect.Name);
        }
    }

    private static int SendBuffer(OptionWorld world)
    {
        world.Server.Settle();
        return world.Server.Network.SendBufferBytes;
    }

    private static int AcceptedInOneTurn(OptionWorld world)
    {
        world.Server.Settle();
        for (int i = 0; i < 3; i++)
        {
            world.Server.Connect();
        }

        world.Server.RunOneTurn();
        return world.Server.Server.Connections;
    }

    private static int UnreadAfterOneTurn(OptionWorld world)
    {
        SimTransport alice = world.Enter("alice");
        string line = $"{new string('x', 511)}\n";
        alice.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 64))));
        world.Server.RunOneTurn();
        return alice.Unread;
    }

    private static int PongsInOneTurn(OptionWorld world)
    {
        SimTransport alice = world.Enter("alice");
        OptionWorld.Read(alice);
        alice.Write("/ping\n/ping\n/ping\n"u8);
        world.Server.RunOneTurn();
        return OptionWorld.Count(alice, "Pong");
    }

    private static bool DrainsInOneTurn(OptionWorld world)
    {
        SimTransport bob = world.Enter("bob");
        OptionWorld.Read(bob);
        bob.Window = 0;
        world.Say(world.Enter("alice"), lines: 20, bytes: 1000);
        bob.Window = long.MaxValue;
        world.Server.RunOneTurn();
        return OptionWorld.Read(bob).Length > 20_000;
    }

    private static bool LogsFigures(OptionWorld world)
    {
        world.Server.Pass(1500);
        return world.Log.Lines.Count > 0;
    }

    private static int RoomsOfOneMember(OptionWorld world)
    {
        world.Write(world.Enter("alice"), "/join den\n/join attic\n");
        return world.Server.Server.Directory.Rooms.Count;
    }

    private static bool GetsToken(OptionWorld world)
    {
        var peer = new NativePeer(world.Arrive());
        peer.Hello(NativeWire.Resume);
        world.Server.Settle();
        return peer.Take()[0].DetailBytes.Length > 0;
    }

    private static bool SeesHistory(OptionWorld world)
    {
        world.Say(world.Enter("alice"), lines: 1, bytes: 33);
        return OptionWorld.Count(world.Enter("bob"), new string('x', 33)) == 1;
    }

    private static bool SeesMessage(OptionWorld world) =>
        OptionWorld.Read(world.Enter("alice")).Contains("-- Hi\n");

    private static bool Enters(OptionWorld world) =>
        OptionWorld.Read(world.Enter("alice")).Contains(TextLine.Welcome("alice"));

    private static bool BecomesOperator(OptionWorld world)
    {
        SimTransport alice = world.Enter("alice");
        OptionWorld.Read(alice);
        world.Write(alice, $"/oper {OptionWorld.Password}\n");
        return OptionWorld.Read(alice).Contains(ModerationSentences.OperatorNow);
    }

    /// <summary>A legacy client connects to the first compat port.</summary>
    private static bool LegacyClientEnters(OptionWorld world)
    {
        SimTransport old = world.Arrive("192.0.2.9", listener: 1);
        world.Write(old, "carol");
        world.Write(old, "carol");
        world.Server.Pass(300);
        return world.Server.Server.Directory.Named.Any();
    }
}
