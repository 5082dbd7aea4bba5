using EventLoopServer.Observability;

namespace UnitTests.Documents;

/// <summary>docs/troubleshooting.md explains every close reason of the log.</summary>
internal sealed class TroubleshootingTests
{
    [Test]
    public void Every_close_reason_is_in_the_table_of_close_reasons()
    {
        string[] rows =
        [
            .. SourceTree.Read("docs/troubleshooting.md").Split('\n')
                .SkipWhile(static l => !l.StartsWith("## Close reasons", StringComparison.Ordinal))
                .Where(static l => l.StartsWith('|')),
        ];
        foreach (CloseReason reason in Enum.GetValues<CloseReason>())
        {
            if (reason != CloseReason.None)
            {
                Assert.That(rows, Has.Some.Contains($"`{reason}`"));
            }
        }
    }
}
