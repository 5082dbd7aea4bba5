using Protocol.Messages;

namespace UnitTests.Protocol.Messages;

internal sealed class RefusalTests
{
    private static readonly RefusalCode[] s_codes = Enum.GetValues<RefusalCode>();

    [TestCaseSource(nameof(s_codes))]
    public void Every_code_has_its_own_sentence_and_advice(RefusalCode code)
    {
        Refusal unknown = Refusal.For((RefusalCode)ushort.MaxValue);
        Refusal refusal = Refusal.For(code, "The subject is here.");
        Assert.That(refusal.Code, Is.EqualTo(code));
        Assert.That(
            refusal.Sentence,
            Is.Not.EqualTo(unknown.Sentence),
            $"Give {code} a row in Refusal.Words.");
        Assert.That(refusal.Sentence, Does.Match(@"^[A-Z].*\.$"), "End it with a full stop.");
        Assert.That(refusal.Advice, Is.Not.Empty);
        Assert.That(refusal.Sentence + refusal.Advice, Does.Not.Contain("\n"));
    }

    [Test]
    public void Unknown_code_has_a_sentence_and_advice()
    {
        Refusal refusal = Refusal.For((RefusalCode)999, "x");
        Assert.That(refusal.Code, Is.EqualTo((RefusalCode)999));
        Assert.That(refusal.Sentence, Is.Not.Empty);
        Assert.That(refusal.Advice, Is.Not.Empty);
    }

    [TestCase(RefusalCode.UnknownCommand, "dance")]
    [TestCase(RefusalCode.NameTaken, "bob")]
    [TestCase(RefusalCode.MessageTooLong, "4096")]
    [TestCase(RefusalCode.NameInvalid, "It is odd.")]
    public void Sentence_contains_the_subject(RefusalCode code, string subject) =>
        Assert.That(Refusal.For(code, subject).Sentence, Does.Contain(subject));
}
