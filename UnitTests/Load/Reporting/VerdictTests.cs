using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;

namespace UnitTests.Load.Reporting;

/// <summary>When figures do not mean what they seem to.</summary>
internal sealed class VerdictTests
{
    private static readonly ScenarioReport s_report = SampleReport.Make().Scenarios[0] with
    {
        Latency = new LatencySummary { Count = 1000, P99Us = 15_000 },
    };

    [Test]
    public void A_full_machine_is_reported()
    {
        ScenarioReport full = s_report with { GeneratorCpuSeconds = 18 };
        Assert.That(Saturation.Warn(s_report, cores: 2), Is.Null);
        Assert.That(Saturation.Warn(full, cores: 2), Is.EqualTo(
            VerdictSentences.CoresBusyWithGenerator));
        Assert.That(Saturation.Warn(full, cores: 4), Is.Null);
    }

    [TestCase(10_000, false, Description = "late, but a busy machine is")]
    [TestCase(10_001, true)]
    public void A_generator_that_sends_late_is_saturated(double lagUs, bool isSaturated) =>
        Assert.That(
            Saturation.Warn(s_report with { SendLagP99Us = lagUs }, cores: 2),
            isSaturated ? Is.EqualTo(VerdictSentences.SentLate("10.0 ms")) : Is.Null);

    [TestCase(20_000, false, Description = "half of the latency is the server's")]
    [TestCase(20_001, true)]
    public void A_late_message_counts_when_it_is_most_of_the_latency(
        double lagUs, bool isSaturated)
    {
        ScenarioReport slow = s_report with
        {
            SendLagP99Us = lagUs,
            Latency = s_report.Latency with { P99Us = 40_000 },
        };
        Assert.That(
            Saturation.Warn(slow, cores: 2),
            isSaturated ? Is.EqualTo(VerdictSentences.SentLate("20.0 ms")) : Is.Null);
    }

    [TestCase(1140, false)]
    [TestCase(1138, true)]
    public void A_generator_that_sends_less_than_was_due_is_saturated(long sent, bool isSaturated)
    {
        // 100 a second for 12 s are 1,200, and 95 % of them 1,140, less one for rounding.
        ScenarioReport report = s_report with { OfferedPerSecond = 100, Sent = sent };
        Assert.That(
            Saturation.Warn(report, cores: 2),
            isSaturated ? Is.EqualTo(VerdictSentences.SentTooFew("94.8/s", "100/s")) : Is.Null);
    }

    [Test]
    public void A_comparison_that_is_long_enough_has_no_warning() =>
        Assert.That(RunLength.Warn(Comparison(5, 2, 3)), Is.Null);

    [TestCase(4.9, 2, 3, "4.9 s measured (--for 5s)")]
    [TestCase(5, 1.9, 3, "1.9 s of warm-up (--warm-up 2s)")]
    [TestCase(5, 2, 2, "2 rounds (--rounds 3)")]
    [TestCase(
        0.5, 0, 1,
        "0.5 s measured (--for 5s), 0 s of warm-up (--warm-up 2s), 1 round (--rounds 3)")]
    public void A_comparison_that_is_too_short_is_named_with_what_would_do(
        double seconds, double warmUpSeconds, int rounds, string why) => Assert.That(
            RunLength.Warn(Comparison(seconds, warmUpSeconds, rounds)),
            Is.EqualTo(VerdictSentences.TooShort(why)));

    [Test]
    public void A_report_without_its_times_is_not_judged() =>
        Assert.That(RunLength.Warn(Comparison(null, null, 3)), Is.Null);

    private static ComparisonReport Comparison(
        double? seconds, double? warmUpSeconds, int rounds) =>
        SampleReport.Make().Comparison! with
        {
            Seconds = seconds,
            WarmUpSeconds = warmUpSeconds,
            Rounds = rounds,
        };
}
