using Protocol.Names;

namespace UnitTests.Protocol.Names;

internal sealed class NearestWordTests
{
    private static readonly string[] s_words = ["join", "leave", "me", "msg", "history", "mute"];

    [TestCase("jion", "join")]
    [TestCase("joi", "join")]
    [TestCase("joinn", "join")]
    [TestCase("jjon", "join")]
    [TestCase("leaev", "leave")]
    [TestCase("hist", "history")]
    [TestCase("mgs", "msg")]
    [TestCase("m", "me")]
    [TestCase("join", "join")]
    [TestCase("xyzzy", null)]
    [TestCase("", null)]
    [TestCase("j", null)]
    [TestCase("xyz", null)]
    public void Misspelled_word_finds_the_nearest_word(string typed, string? meant) =>
        Assert.That(NearestWord.Find(typed, s_words), Is.EqualTo(meant));

    [TestCase(NearestWord.MaxLength, "a")]
    [TestCase(NearestWord.MaxLength + 1, null)]
    public void Overlong_word_is_not_compared(int length, string? end)
    {
        string typed = new string('x', length - 1) + "a";
        string? found = NearestWord.Find(typed, [new string('x', length - 1) + "b"]);
        Assert.That(found?[..0], Is.EqualTo(end is null ? null : ""));
    }

    [TestCase("", "", 0)]
    [TestCase("abc", "", 3)]
    [TestCase("", "abc", 3)]
    [TestCase("ab", "ba", 1)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("ca", "abc", 3)]
    public void Edits_are_counted(string a, string b, int edits) =>
        Assert.That(NearestWord.Distance(a, b), Is.EqualTo(edits));
}
