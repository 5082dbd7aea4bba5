using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using EventLoopServer.Web;
using LoadTests.Clients;
using LoadTests.Hostile;
using LoadTests.Reporting.Results;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;
using UnitTests.Load.Running;
using UnitTests.Sentences;
using UnitTests.Support;
using UnitTests.Support.Recording;
using ServerUnderTest = UnitTests.Support.ServerUnderTest;

namespace UnitTests.Load.Hostile;

/// <summary>
/// Hostile connections: what they send, how they end, and that honest clients are not affected.
/// </summary>
internal sealed class HostileTests
{
    private const int Seed = 1;

    private static readonly string[] s_kinds = [.. HostileCatalog.Names];

    [TestCaseSource(nameof(s_kinds))]
    public void Kind_sends_the_same_for_one_seed_and_differs_for_another(string name)
    {
        HostileKind kind = HostileCatalog.All.Single(k => k.Name == name);
        HostileScript script = kind.Write(new Random(Seed));
        HostileScript again = kind.Write(new Random(Seed));
        byte[] beginning = script.Beginning();
        Assert.That(beginning, Is.EqualTo(again.Beginning()), $"seed {Seed}");
        Assert.That(script.Rest, Is.EqualTo(again.Rest), $"seed {Seed}");
        Assert.That(beginning.Length + script.Rest.Length, Is.Positive, "it sends something");
        Assert.That(beginning, Has.Length.LessThan(1024), "any kernel accepts it at once");
        Assert.That(script.RestBytes, Is.Positive);
        Assert.That(script.EveryMs, Is.Positive);
    }

    [Test]
    public void Rest_is_sent_in_pieces_and_repeats()
    {
        var script = new HostileScript { Rest = "abcde"u8.ToArray(), RestBytes = 2 };
        var sent = new StringBuilder();
        for (int i = 0; i < 12;)
        {
            ReadOnlySpan<byte> next = script.Next(i);
            Assert.That(next.Length, Is.InRange(1, 2));
            sent.Append(Encoding.ASCII.GetString(next)).Append(' ');
            i += next.Length;
        }

        Assert.That(sent.ToString(), Is.EqualTo("ab cd e ab cd e ab "));
        Assert.That(new HostileScript().Next(7).Length, Is.Zero, "an empty rest sends nothing");
    }

    [Test]
    public void Client_in_a_room_sends_its_name_first_and_a_reset_waits_for_its_message()
    {
        var script = new HostileScript
        {
            Name = "hostile-1"u8.ToArray(),
            Opening = "half"u8.ToArray(),
            End = HostileEnd.Reset,
        };
        Assert.That(script.Beginning(), Is.EqualTo("hostile-1\nhalf"u8.ToArray()));
        HostileScript inRoom = script.In("dev"u8.ToArray());
        Assert.That(inRoom.Beginning(), Is.EqualTo("hostile-1\n/join dev\nhalf"u8.ToArray()));
        Assert.That(inRoom.End, Is.EqualTo(HostileEnd.ResetAfterReply));
        Assert.That(
            (script with { End = HostileEnd.HalfClose }).In([]).End,
            Is.EqualTo(HostileEnd.HalfClose));
    }

    [Test]
    public void Every_second_named_connection_joins_a_room_of_honest_clients()
    {
        IPEndPoint[] doors = [.. Enumerable.Range(1, 2).Select(
            static p => new IPEndPoint(IPAddress.Loopback, p))];
        byte[][] rooms = ["a"u8.ToArray(), "b"u8.ToArray()];
        var crowd = new HostileCrowd(
            doors[0], doors[1..], rooms, HostileCatalog.All, 20, Seed);
        string[] mingling =
        [
            "never-reads", "half-closes", "resets", "floods", "big-messages", "leaves-and-joins",
            "reconnects",
        ];
        var went = new List<string>();
        foreach (HostileKind kind in HostileCatalog.All)
        {
            var tally = new HostileTally(kind);
            string[] places =
            [
                .. Enumerable.Range(0, 4).Select(i => Encoding.ASCII.GetString(
                    crowd.Place(tally, doors[0], kind.Write(new Random(Seed + i))).Room)),
            ];
            bool mingles = mingling.Contains(kind.Name);
            Assert.That(
                places.Select(static p => p.Length > 0),
                Is.EqualTo(new[] { false, mingles, false, mingles }),
                kind.Name);
            went.AddRange(places.Where(static p => p.Length > 0));
            HostileScript older = crowd.Place(
                new HostileTally(kind) { Named = 1 }, doors[1], kind.Write(new Random(Seed)));
            Assert.That(older.Room, Is.Empty, $"{kind.Name}: older programs know no rooms");
        }

        Assert.That(went, Is.EqualTo(
            Enumerable.Range(0, 2 * mingling.Length).Select(static i => i % 2 == 0 ? "a" : "b")));
        crowd.Stop();
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1023)]
    [TestCase(1024)]
    [TestCase(1025)]
    [TestCase(5000)]
    public void Last_bytes_are_kept_at_any_piece_size(int bytes)
    {
        byte[] all = new byte[bytes];
        new Random(Seed).NextBytes(all);
        foreach (int piece in new[] { 1, 7, 1000, 1024, 3000 })
        {
            var last = new LastBytes();
            foreach (byte[] part in all.Chunk(piece))
            {
                last.Add(part);
            }

            Assert.That(
                last.Bytes.ToArray(),
                Is.EqualTo(all.TakeLast(LastBytes.Most)),
                $"in pieces of {piece}, seed {Seed}");
            Assert.That(last.Total, Is.EqualTo(bytes));
        }
    }

    [TestCase($"-- {GoodbyeSentences.TooLate}\n", false, "TooLate")]
    [TestCase($"x: hi\n-- {GoodbyeSentences.Silent}\n", true, "Silent")]
    [TestCase("-- Goodbye.\n", false, "closed")]
    [TestCase("HTTP/1.1 400 Bad Request\r\n\r\n", false, "HTTP 400")]
    [TestCase("\u0015\u0003\u0003\0\u0002\u0002\u0028", true, "TLS alert 40")]
    [TestCase("\u0015\u0003\u0003\0\u0002\u0002", false, "closed")]
    [TestCase("", false, "closed")]
    [TestCase("", true, "reset")]
    [TestCase("-- Hello.\n", true, "reset")]
    public void End_is_named_after_the_last_received_text(
        string words, bool wasReset, string name)
    {
        var last = new LastBytes();
        last.Add(Encoding.Latin1.GetBytes(words));
        Assert.That(ConnectionOutcome.Of(last, wasReset), Is.EqualTo(name));
    }

    [Test]
    public void Kind_for_both_targets_alternates_between_them_and_rotates_the_legacy_ports()
    {
        IPEndPoint[] doors = [.. Enumerable.Range(1, 4).Select(
            static p => new IPEndPoint(IPAddress.Loopback, p))];
        var crowd = new HostileCrowd(
            doors[0], doors[1..], [], HostileCatalog.All, 20, Seed);
        var kind = new HostileTally(
            HostileCatalog.All.First(static k => k.Target == HostileTarget.Both));
        Assert.That(
            Enumerable.Range(0, 8).Select(_ => crowd.NextTarget(kind).Port),
            Is.EqualTo(new[] { 1, 2, 1, 3, 1, 4, 1, 2 }));
        var lone = new HostileCrowd(doors[0], [], [], HostileCatalog.All, 20, Seed);
        Assert.That(
            Enumerable.Range(0, 3).Select(_ => lone.NextTarget(kind).Port),
            Is.All.EqualTo(1));
        crowd.Stop();
        lone.Stop();
    }

    /// <summary>
    /// The deadlines are short. The run ends once each kind has ended as expected and, if it joins
    /// rooms, has been in rooms of honest clients. These have received everything by then.
    /// </summary>
    [Test]
    public void Hostile_connections_end_for_known_reasons_and_honest_clients_miss_nothing()
    {
        var clock = new SkippingClock();
        var network = new ServerRecordingNetwork { OwnClock = clock };
        using var server = new ServerUnderTest(network: network, change: o => o with
        {
            Certificate = TestCertificate.Own,
            ClientLimits = ClientLimits.Default with
            {
                PersonMs = 1000,
                ProgramMs = 1000,
                FloodMs = 500,
            },
            GreetingMs = 100,
        });
        var wanted = new Dictionary<string, string[]>
        {
            ["slow-text"] = ["TooLate", "Unfinished"],
            ["slow-native"] = ["TooLate", "Unfinished"],
            ["http"] = ["HTTP 408"],
            ["half-closes"] = ["closed"],
            ["tls-garbage"] = ["TLS alert 10"],
            ["half-hello"] = ["closed"],
            ["whole-hello"] = ["closed"],
            ["resets"] = ["left"],
            ["floods"] = ["Flood"],
            ["announced-hello"] = ["TLS alert 50"],
            ["tiny-records"] = ["closed"],
            ["begins-handshakes"] = ["left"],
        };
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string[] mingling = ["half-closes", "resets", "floods"];
        var scenario = new HostileFlood();
        bool hasSkipped = false;
        var bar = new WatchingBar(() =>
        {
            string[] missing =
            [
                .. wanted.Where(w => !w.Value.All(
                    end => scenario.Hostile.Any(f => f.Kind == w.Key && f.Ends.ContainsKey(end)
                        && (f.InHonestRooms > 0 || !mingling.Contains(f.Kind)))))
                    .Select(static w => w.Key),
            ];
            if (missing.Length == 0)
            {
                stop.Cancel();
            }
            else if (missing is ["http"] && !hasSkipped)
            {
                // Only this deadline cannot be set. The others are far above it, or over.
                hasSkipped = true;
                clock.Skip(new WebLimits(0).HeadMs);
            }
        });
        ScenarioReport report = new BuiltInRunner(bar).Run(
            scenario,
            new RunSettings
            {
                Clients = 16,
                Rate = 16,
                Dialects = DialectMix.Mixed,
                WarmUp = TimeSpan.Zero,
                Duration = TimeSpan.FromMinutes(1),
                Latest = TimeSpan.FromSeconds(30),
                P99Limit = TimeSpan.FromSeconds(30),
                DrainTimeout = TimeSpan.FromSeconds(30),
                Hostile = [.. HostileCatalog.All.Where(k => wanted.ContainsKey(k.Name))],
                Seed = Seed,
            },
            new IPEndPoint(IPAddress.Loopback, server.Port),
            null,
            stop.Token);
        foreach (HostileFigures kind in report.Hostile)
        {
            Assert.That(
                wanted[kind.Kind], Is.SubsetOf(kind.Ends.Keys), $"{kind.Kind}, seed {Seed}");
        }

        Assert.That(report.Errors, Is.Empty, string.Join('\n', report.Examples));
        Assert.That(report.Received, Is.EqualTo(report.Expected).And.GreaterThan(0));
        Assert.That(report.Settings, Does.Match(
            ", [1-9][0-9,]*"
            + SentencePart.After(static n => ScenarioSentences.HostileRemark(1, 1, n)) + "$"));
        Assert.That(report.Thresholds.Where(static t => !t.HasPassed), Is.Empty);
    }
}
