using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Schema;
using UnitTests.Documents;

namespace UnitTests.Configuration;

/// <summary>
/// The tables of docs/options.md equal the option rows. With WRITE_DOCS=1 in the environment, they
/// are written first.
/// </summary>
internal sealed class OptionReferenceTests
{
    private const string Page = "docs/options.md";

    /// <summary>The end of the comment before the tables.</summary>
    private const string Mark = "-->\n";

    [Test]
    public void Tables_equal_the_option_rows()
    {
        string written = OptionTables.Write(
            new OptionSchema<ServerOptions>().Rows, ServerCommandLine.RootSection);
        string page = SourceTree.Read(Page);
        int tables = page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1")
        {
            page = page[..tables] + written;
            File.WriteAllText(Path.Combine(SourceTree.Root, Page), page);
        }

        Assert.That(
            page[tables..],
            Is.EqualTo(written),
            "Write the tables again: WRITE_DOCS=1 dotnet test UnitTests --filter "
                + nameof(OptionReferenceTests));
    }

    [Test]
    public void Tables_list_every_option_of_the_help()
    {
        string page = SourceTree.Read(Page);
        foreach (var option in new ServerCommandLine().Root.Options)
        {
            if (option.Name is not ("--help" or "--version"))
            {
                Assert.That(page, Does.Contain($"| `{option.Name}` |"));
            }
        }
    }
}
