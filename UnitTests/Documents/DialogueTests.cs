using Protocol.Dialects.Catalog;

namespace UnitTests.Documents;

internal sealed class DialogueTests
{
    private const string Document = "Protocol/PROTOCOL.md";

    private static IEnumerable<Dialogue> Dialogues => Dialogue.ReadAll(SourceTree.Read(Document));

    [TestCaseSource(nameof(Dialogues))]
    public void Server_answers_as_the_protocol_document_specifies(Dialogue dialogue)
    {
        using var replay = new DialogueReplay(dialogue, GoldenFile.IsWritten);
        replay.Play();
        if (!replay.Steps.SequenceEqual(dialogue.Steps))
        {
            string[] lines = SourceTree.Read(Document).ReplaceLineEndings("\n").Split('\n');
            replay.Steps.CopyTo(lines, dialogue.Line);
            File.WriteAllText(Path.Combine(SourceTree.Root, Document), string.Join('\n', lines));
        }
    }

    [Test]
    public void Every_dialect_has_a_dialogue()
    {
        IEnumerable<string> dialects = DialectCatalog.Sets
            .SelectMany(static s => s.Dialects)
            .Where(static d => d.CarriesChat)
            .Select(static d => d.Name)
            .Distinct();
        Assert.That(dialects, Is.SubsetOf(Dialogues.Select(static d => d.Dialect)));
    }
}
