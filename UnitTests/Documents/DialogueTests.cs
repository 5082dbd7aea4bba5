namespace UnitTests.Documents;

internal sealed class DialogueTests
{
    private static IEnumerable<Dialogue> Dialogues =>
        Dialogue.ReadAll(SourceTree.Read("Protocol/PROTOCOL.md"));

    [TestCaseSource(nameof(Dialogues))]
    public void The_server_answers_as_the_protocol_document_says(Dialogue dialogue)
    {
        using var replay = new DialogueReplay(dialogue);
        replay.Play();
    }

    [Test]
    public void Both_dialects_have_a_dialogue() =>
        Assert.That(
            Dialogues.Select(static d => d.Dialect).Distinct(),
            Is.EquivalentTo(["native", "text"]));
}
