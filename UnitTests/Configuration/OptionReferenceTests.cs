using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Schema;
using UnitTests.Documents;

namespace UnitTests.Configuration;

/// <summary>
/// The tables of docs/options.md are what the rows say. With WRITE_DOCS=1 in the environment they
/// are written first.
/// </summary>
internal sealed class OptionReferenceTests
{
    private const string Page = "docs/options.md";

    /// <summary>The end of the comment that the tables follow.</summary>
    private const string Mark = "-->\n";

    [Test]
    public void The_tables_are_what_the_rows_say()
    {
        string written = OptionTables.Write(
            new OptionSchema<ServerOptions>().Rows, "Clients, rooms and memory");
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
    public void Every_option_of_the_help_is_in_them()
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
