using System.Xml.Linq;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Charts;

/// <summary>The charts of a scenario.</summary>
internal static class ScenarioCharts
{
    private const int BinsPerDecade = 16;

    /// <summary>
    /// Factor of the vertical axis. It leaves space above the highest column for the labels of the
    /// percentiles.
    /// </summary>
    private const double LabelRoom = 1.45;

    /// <summary>
    /// The shortest run with a chart of the memory. Growth of memory shows in minutes, not in
    /// seconds.
    /// </summary>
    private const double MemorySeconds = 30;

    public static IReadOnlyList<XElement> Draw(ScenarioReport report)
    {
        var charts = new List<XElement>();
        if (report.Latency is { Count: > 0, Buckets.Count: > 0 })
        {
            charts.Add(DrawDistribution(report.Latency));
        }

        if (report.Series.Count < 2)
        {
            // A line needs two points.
            return charts;
        }

        if (report.Series.Count(static s => s.P99Us is not null) > 1)
        {
            charts.Insert(0, DrawLatency(report.Series));
        }

        if (report.Series.Any(static s => s.OfferedPerSecond is not null))
        {
            charts.Add(DrawOffered(report.Series));
        }

        charts.Add(DrawThroughput(report.Series));
        if (report.Series.Any(s => (s.ServerCpuPercent ?? s.GeneratorCpuPercent) is not null))
        {
            charts.Add(DrawCpu(report.Series));
        }

        if (report.Series.Any(static s => s.Connections is not null))
        {
            charts.Add(DrawConnections(report.Series));
        }

        if (report.Series[^1].AtSeconds >= MemorySeconds
            && report.Series.Any(static s => s.ServerMemoryMB is not null))
        {
            charts.Add(DrawMemory(report.Series));
        }

        return charts;
    }

    /// <summary>
    /// Shares of the latencies in bins of equal width on a logarithmic axis. A bucket that is wider
    /// than a bin is distributed over the bins that it covers.
    /// </summary>
    public static SortedDictionary<int, double> Bin(IReadOnlyList<LatencyBucket> buckets)
    {
        var bins = new SortedDictionary<int, double>();
        double below = 0;
        foreach (LatencyBucket bucket in buckets)
        {
            // Empty buckets are missing from the list, so the upper bound of the bucket before is
            // the lower bound of this one only if it is near.
            double high = Math.Max(bucket.UpToUs, 0.001);
            double low = Math.Max(below, high / 1.06);
            double from = Math.Log10(low) * BinsPerDecade;
            double to = Math.Max(Math.Log10(high) * BinsPerDecade, from + 1e-6);
            for (int bin = (int)Math.Floor(from); bin < to; bin++)
            {
                double part = (Math.Min(to, bin + 1) - Math.Max(from, bin)) / (to - from);
                bins[bin] = bins.GetValueOrDefault(bin) + (bucket.Count * part);
            }

            below = high;
        }

        return bins;
    }

    private static XElement DrawDistribution(LatencySummary latency)
    {
        SortedDictionary<int, double> bins = Bin(latency.Buckets);
        double total = Math.Max(bins.Values.Sum(), 1);
        var plot = new Plot(
            ChartSentences.Distribution,
            ChartSentences.LatencyAxis,
            Scale.Log(
                BinStart(bins.Keys.First()), BinStart(bins.Keys.Last() + 1), Figures.RoundTime),
            Scale.Linear(
                bins.Values.Max() / total * 100 * LabelRoom, static p => $"{Figures.Trim(p)} %"));
        foreach ((int bin, double count) in bins)
        {
            double from = BinStart(bin);
            double to = BinStart(bin + 1);
            double share = count / total * 100;
            plot.AddColumn(
                from,
                to,
                share,
                ChartSentences.ShareTip(
                    Figures.Time(from), Figures.Time(to), Figures.Percent(share)));
        }

        List<(double X, string Word)> lines =
        [
            (latency.P50Us, ChartSentences.Percentile("p50", Figures.Time(latency.P50Us))),
            (latency.P99Us, ChartSentences.Percentile("p99", Figures.Time(latency.P99Us))),
        ];
        if (latency.MaxUs > latency.P99Us * 1.2)
        {
            lines.Add(
                (latency.MaxUs, ChartSentences.Percentile("max", Figures.Time(latency.MaxUs))));
        }

        plot.AddUprights(lines);
        return plot.Draw();
    }

    private static XElement DrawLatency(IReadOnlyList<SecondSample> series)
    {
        Plot plot = OverTime(
            ChartSentences.LatencyOverTime,
            series,
            Scale.Fit(
                [.. series.SelectMany(static s => new[] { s.P50Us, s.P99Us }).OfType<double>()],
                Figures.RoundTime));
        plot.AddLine("p50", "one", series.Select(static s => (s.AtSeconds, s.P50Us)));
        plot.AddLine("p99", "two", series.Select(static s => (s.AtSeconds, s.P99Us)));
        return WithTips(plot, series, static s => ChartSentences.LatencyTip(
            Figures.Time(s.P50Us), Figures.Time(s.P99Us)));
    }

    private static XElement DrawOffered(IReadOnlyList<SecondSample> series)
    {
        double most = series.Max(
            static s => Math.Max(s.OfferedPerSecond ?? 0, s.SentPerSecond));
        Plot plot = OverTime(
            ChartSentences.OfferedAndSent, series, Scale.Linear(most, Figures.Short));
        plot.AddLine(
            ChartSentences.SentLine,
            "one", series.Select(s => (s.AtSeconds, (double?)s.SentPerSecond)));

        // The line is dashed, because the two lines usually coincide.
        plot.AddLine(
            ChartSentences.OfferedLine,
            "two dashed", series.Select(s => (s.AtSeconds, s.OfferedPerSecond)));
        return WithTips(
            plot,
            series,
            static s => ChartSentences.OfferedTip(
                Figures.Rate(s.OfferedPerSecond), Figures.Rate(s.SentPerSecond)));
    }

    private static XElement DrawConnections(IReadOnlyList<SecondSample> series)
    {
        double errors = series.Max(static s => s.ErrorsPerSecond ?? 0);
        double most = Math.Max(errors, series.Max(static s => s.Connections ?? 0));
        Plot plot = OverTime(
            ChartSentences.ConnectionsAndErrors, series, Scale.Linear(most, Figures.Short));
        plot.AddLine(
            ChartSentences.ConnectionsLine,
            "one", series.Select(s => (s.AtSeconds, (double?)s.Connections)));
        plot.AddLine(
            errors > 0
                ? ChartSentences.ErrorsLine(Figures.Count(errors))
                : ChartSentences.NoErrorsLine,
            "two",
            series.Select(s => (s.AtSeconds, s.ErrorsPerSecond)));
        return WithTips(
            plot,
            series,
            static s => ChartSentences.ConnectionsTip(
                Figures.Count(s.Connections), Figures.Rate(s.ErrorsPerSecond)));
    }

    private static XElement DrawThroughput(IReadOnlyList<SecondSample> series)
    {
        double received = series.Max(static s => s.ReceivedPerSecond);
        double sent = series.Max(static s => s.SentPerSecond);
        Plot plot = OverTime(
            ChartSentences.Throughput,
            series,
            Scale.Linear(Math.Max(received, sent), Figures.Short));
        plot.AddLine(
            ChartSentences.ReceivedLine,
            "one", series.Select(s => (s.AtSeconds, (double?)s.ReceivedPerSecond)));
        if (series.All(static s => s.OfferedPerSecond is null))
        {
            // In an open loop, the sent messages have a plot of their own.
            string name = sent * 20 > received
                ? ChartSentences.SentLine
                : ChartSentences.SentLineUpTo(Figures.Count(sent));
            plot.AddLine(name, "two", series.Select(s => (s.AtSeconds, (double?)s.SentPerSecond)));
        }

        return WithTips(
            plot,
            series,
            static s => ChartSentences.ThroughputTip(
                Figures.Rate(s.ReceivedPerSecond), Figures.Rate(s.SentPerSecond)));
    }

    private static XElement DrawCpu(IReadOnlyList<SecondSample> series)
    {
        double most = series.Max(
            static s => Math.Max(s.ServerCpuPercent ?? 0, s.GeneratorCpuPercent ?? 0));
        Plot plot = OverTime(
            ChartSentences.Cpu,
            series,
            Scale.Linear(Math.Max(most, 100), static p => $"{Figures.Trim(p)} %"));
        plot.AddLine(
            ChartSentences.ServerLine,
            "one",
            series.Select(s => (s.AtSeconds, s.ServerCpuPercent)));
        plot.AddLine(
            ChartSentences.GeneratorLine,
            "two",
            series.Select(s => (s.AtSeconds, s.GeneratorCpuPercent)));
        return WithTips(
            plot,
            series,
            static s => ChartSentences.CpuTip(
                Figures.Percent(s.ServerCpuPercent),
                Figures.Percent(s.GeneratorCpuPercent),
                Figures.Bytes(s.ServerMemoryMB * 1024 * 1024)));
    }

    private static XElement DrawMemory(IReadOnlyList<SecondSample> series)
    {
        Plot plot = OverTime(
            ChartSentences.ServerMemory,
            series,
            Scale.Linear(
                series.Max(static s => s.ServerMemoryMB ?? 0),
                static m => $"{Figures.Trim(m)} MB"));
        plot.AddLine(
            ChartSentences.MemoryLine,
            "one",
            series.Select(s => (s.AtSeconds, s.ServerMemoryMB)));
        return WithTips(
            plot, series, static s => Figures.Bytes(s.ServerMemoryMB * 1024 * 1024));
    }

    private static Plot OverTime(string title, IReadOnlyList<SecondSample> series, Scale y) =>
        new(
            title,
            ChartSentences.SecondsAxis,
            Scale.LinearTo(series[^1].AtSeconds, Figures.Trim),
            y);

    private static XElement WithTips(
        Plot plot, IReadOnlyList<SecondSample> series, Func<SecondSample, string> describe)
    {
        double before = 0;
        foreach (SecondSample second in series)
        {
            string tip = ChartSentences.Tip(
                Figures.Trim(second.AtSeconds), describe(second));
            plot.AddTip(before, second.AtSeconds, tip);
            before = second.AtSeconds;
        }

        return plot.Draw();
    }

    private static double BinStart(int bin) => Math.Pow(10, (double)bin / BinsPerDecade);
}
