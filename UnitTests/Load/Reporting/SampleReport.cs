using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Scenarios;

namespace UnitTests.Load.Reporting;

/// <summary>
/// A generated report with the structure of real ones, made from a seed. It is only for tests and
/// states that in its header.
/// </summary>
internal static class SampleReport
{
    /// <summary>Text that would break a page or run as a script if it were not escaped.</summary>
    public const string Nasty = "<script>alert('x')</script> & \"quotes\" \u0001";

    public static RunReport Make(int seed = 1)
    {
        var random = new Random(seed);
        return new RunReport
        {
            Runner = "a test's own sample, nobody ran this",
            Machine = $"no machine {Nasty}",
            DotNetVersion = "10.0.0",
            Commit = "0000000",
            Cores = 2,
            StartedUtc = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Scenarios =
            [
                Scenario("room-fan-out", random, 1500, 12, hasPassed: true),
                Scenario("soak", random, 90_000, 45, hasPassed: false),
            ],
            Comparison = new ComparisonReport
            {
                First = "one reactor",
                Second = "a thread per client",
                Rounds = 3,
                Rows =
                [
                    .. new[] { 100, 1000, 5000 }.Select(n => Row("fan-out", n, random)),
                    Row("half is lost", 100, random) with
                    {
                        Second = Side(100, 2, random) with { Reach = 0.5 },
                    },
                    Row("one slow reader", 100, random) with
                    {
                        Second = new ComparisonSide { Reach = 0.12, Note = "stood still" },
                    },
                ],
            },
            Ladder = new LadderReport
            {
                Objective = "p99 ≤ 50 ms, nothing lost",
                Unit = "clients",
                Settings = "10 talk, 100 messages/s in all",
                P99LimitUs = 50_000,
                Capacity = 1600,
                Steps =
                [
                    .. new[] { 100, 200, 400, 800, 1600 }.Select(n => new LadderStep(
                        n, n * 20 * (0.8 + random.NextDouble()), 0, true)
                    {
                        DeliveriesPerSecond = n * 100,
                        ServerCpuPercent = n / 20.0,
                        GeneratorCpuPercent = n / 15.0,
                    }),
                    new LadderStep(3200, 234_567, 89, false),
                ],
            },
        };
    }

    private static ScenarioReport Scenario(
        string name, Random random, double middleUs, int seconds, bool hasPassed)
    {
        double[] all =
        [
            .. Enumerable.Range(0, 5000)
                .Select(_ => middleUs * Math.Exp(0.5 * Normal(random)))
                .Order(),
        ];
        return new ScenarioReport
        {
            Name = name,
            Description = $"What {name} does & whom <it> is for.",
            Settings = $"100 clients, 10 talk, 100 messages/s, {seconds} s",
            Thresholds =
            [
                new ThresholdResult("p99 ≤ 50 ms", Figures.Time(all[4950]), hasPassed),
                new ThresholdResult("each message once, in order", "0 errors", true),
            ],
            Connections = 100,
            Seconds = seconds,
            Sent = 1200,
            Expected = 120_000,
            Received = hasPassed ? 120_000 : 119_997,
            Errors = hasPassed
                ? new Dictionary<string, long>()
                : new Dictionary<string, long> { ["lost <3"] = 3, [Nasty] = 1 },
            Latency = new LatencySummary
            {
                Count = all.Length,
                MinUs = all[0],
                AverageUs = all.Average(),
                P50Us = all[2500],
                P90Us = all[4500],
                P95Us = all[4750],
                P99Us = all[4950],
                P999Us = all[4995],
                MaxUs = all[^1],
                Buckets =
                [
                    .. all.GroupBy(static us => (int)(Math.Log2(us) * 16))
                        .OrderBy(static g => g.Key)
                        .Select(static g =>
                            new LatencyBucket(Math.Pow(2, (g.Key + 1) / 16.0), g.LongCount())),
                ],
            },
            Series =
            [
                .. Enumerable.Range(1, seconds).Select(t => new SecondSample
                {
                    AtSeconds = t,
                    SentPerSecond = 100,
                    ReceivedPerSecond = 10_000 + (300 * Normal(random)),
                    P50Us = t == 5 ? null : middleUs * (1 + (0.1 * Normal(random))),
                    P99Us = t == 5 ? null : middleUs * (4 + Normal(random)),
                    ServerCpuPercent = 38 + (3 * Normal(random)),
                    GeneratorCpuPercent = 62 + (4 * Normal(random)),
                    ServerMemoryMB = 61 + (t * 0.01),
                }),
            ],
            Server = new ServerUsage
            {
                CpuSeconds = seconds * 0.38,
                WorkingSetBytes = 64_123_456,
                Threads = 13,
                BytesPerClient = 4567,
                Gen0 = 2,
                Gen1 = 1,
                Gen2 = 0,
                AllocatedBytes = 3_456_789,
            },
            GeneratorCpuSeconds = seconds * 0.62,
            GeneratorBytes = 42L * 1024 * 1024,
            GeneratorBytesPerClient = 10_000,
        };
    }

    private static ComparisonRow Row(string workload, int clients, Random random) => new(
        workload, clients, Side(clients, 1, random), Side(clients, 3, random));

    private static ComparisonSide Side(int clients, int worse, Random random) => new()
    {
        DeliveriesPerSecond = 200_000.0 / worse * (0.9 + (random.NextDouble() * 0.2)),
        CpuUsPerDelivery = 2.1 * worse,
        P50Us = clients * 3.1 * worse,
        P99Us = clients * 9.7 * worse,
        Threads = worse == 1 ? 13 : clients + 12,
        BytesPerClient = 1234 * worse * 9,
        Reach = 1,
    };

    private static double Normal(Random random) =>
        Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
