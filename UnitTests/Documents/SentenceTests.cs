using UnitTests.Sentences;

namespace UnitTests.Documents;

/// <summary>
/// One file lists the sentences of the product, so that a reviewer sees all changes of them in one
/// place. Other tests take the sentences from the product and quote none.
/// </summary>
internal sealed class SentenceTests
{
    [Test]
    public void Sentence_list_equals_the_sentences_of_the_code() => GoldenFile.Check(
        "UnitTests/Documents/Sentences.txt", string.Join('\n', SentenceList.Lines()) + "\n");
}
