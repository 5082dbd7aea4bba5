using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using UnitTests.Documents;
using UnitTests.Support;

namespace UnitTests.Web.Metrics;

/// <summary>Other readers of the metrics: Prometheus, the dashboard and the documents.</summary>
internal sealed class MetricsDocumentTests
{
    private readonly string _text = MetricNames.ReadText();

    [Test]
    public void Prometheus_finds_nothing_wrong()
    {
        using Process? promtool = StartPromtool();
        if (promtool is null)
        {
            Assert.Ignore("promtool is not installed here: the format was not checked.");
        }

        promtool!.StandardInput.Write(_text);
        promtool.StandardInput.Close();
        string found = promtool.StandardOutput.ReadToEnd() + promtool.StandardError.ReadToEnd();
        promtool.ExitInTime();
        Assert.That(found, Is.Empty);
        Assert.That(promtool.ExitCode, Is.Zero);
    }

    [Test]
    public void Dashboard_uses_only_metrics_that_exist()
    {
        string dashboard = SourceTree.Read("docs/grafana.json");
        using var json = JsonDocument.Parse(dashboard);
        Assert.That(json.RootElement.GetProperty("panels").GetArrayLength(), Is.GreaterThan(5));
        HashSet<string> used = MetricNames.In(dashboard);
        Assert.That(used, Has.Count.GreaterThan(10));
        Assert.That(used, Is.SubsetOf(MetricNames.Of(_text)));
    }

    [Test]
    public void Document_names_each_metric_and_no_other()
    {
        HashSet<string> described = [.. _text.Split('\n')
            .Where(static r => r.StartsWith("# TYPE ", StringComparison.Ordinal))
            .Select(static r => r.Split(' ')[2])];
        HashSet<string> named = MetricNames.In(
            SourceTree.Read("docs/monitoring.md").Split("## Metrics")[1].Split("\n## ")[0]);
        Assert.That(described.Except(named), Is.Empty, "not in docs/monitoring.md");
        Assert.That(
            named.Except(described).Except(MetricNames.Of(_text)), Is.Empty, "do not exist");
    }

    private static Process? StartPromtool()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
