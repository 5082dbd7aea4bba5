using System.Xml.Linq;
using LoadTests.Reporting;
using LoadTests.Reporting.Page;
using LoadTests.Reporting.Results;

namespace UnitTests.Load.Reporting;

internal sealed class ReportFolderTests
{
    [Test]
    public void Report_file_round_trips()
    {
        RunReport report = SampleReport.Make();
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "sample-report");
        string page = ReportFolder.Write(report, folder);
        string json = File.ReadAllText(Path.Combine(folder, "report.json"));
        RunReport read = ReportJson.Read(json);
        Assert.That(File.Exists(page), page);
        Assert.That(ReportJson.Write(read), Is.EqualTo(json), "nothing is lost on the way");
        Assert.That(read.Scenarios[1].Errors, Is.EqualTo(report.Scenarios[1].Errors));
        Assert.That(read.StartedUtc, Is.EqualTo(report.StartedUtc));
        Assert.That(read.Scenarios[0].Series[4].P50Us, Is.Null, "a second without deliveries");
        Assert.That(HtmlPage.Write(read), Is.EqualTo(File.ReadAllText(page)));
    }

    [TestCase("comparison.svg")]
    [TestCase("ladder.svg")]
    public void Picture_for_documents_is_an_SVG_with_its_own_style(string name)
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "sample-" + name);
        ReportFolder.Write(SampleReport.Make(), folder);
        XElement svg = XElement.Load(Path.Combine(folder, name));
        XNamespace space = "http://www.w3.org/2000/svg";
        Assert.That(svg.Name, Is.EqualTo(space + "svg"));
        Assert.That(svg.Descendants().Select(static e => e.Name.Namespace), Is.All.EqualTo(space));
        Assert.That(svg.Element(space + "style"), Is.Not.Null);
    }
}
