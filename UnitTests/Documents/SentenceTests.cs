using UnitTests.Sentences;

namespace UnitTests.Documents;

/// <summary>
/// The words of the product stand in one file, so that a change of them can be read at once. Other
/// tests take sentences from the product and quote none.
/// </summary>
internal sealed class SentenceTests
{
    [Test]
    public void Sentences_are_those_of_the_list() => GoldenFile.Check(
        "UnitTests/Documents/Sentences.txt", string.Join('\n', SentenceList.Lines()) + "\n");
}
