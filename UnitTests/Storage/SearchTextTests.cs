using System.Text;
using EventLoopServer.Storage.Searching;

namespace UnitTests.Storage;

internal sealed class SearchTextTests
{
    [TestCase("plain text", "plain text")]
    [TestCase("abc中文字xyz", "abc 中文 文字 字 xyz")]
    [TestCase("中 文", " 中   文")]
    [TestCase("é中é", "é 中 é")]
    public void Runs_become_overlapping_pairs(string text, string expected)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] written = new byte[SearchText.MaxBytes(utf8.Length)];
        int bytes = SearchText.Write(utf8, written);
        Assert.That(Encoding.UTF8.GetString(written, 0, bytes), Is.EqualTo(expected));
    }

    [Test]
    public void Any_text_fits_and_every_word_of_it_is_found([Range(1, 20)] int seed)
    {
        string[] parts = ["中", "文", "か", "한", "a", "Z", "é", " ", "\"", "*", "字", "9", "🦊"];
        var random = new Random(seed);
        string text = string.Concat(Enumerable.Range(0, 40).Select(_ => parts[random.Next(13)]));
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Assert.That(
            () => SearchText.Write(utf8, new byte[SearchText.MaxBytes(utf8.Length)]),
            Throws.Nothing);
        using var fixture = new StoreFixture();
        fixture.Open();
        fixture.Say(1, text);
        fixture.Keep();
        foreach (string word in text.Split(' ').Where(w => SearchExpression.Of([w]) is not null))
        {
            // A longer word is cut, so it finds what begins with it.
            Assert.That(fixture.Search(word), Does.Contain(text), $"seed {seed}: {word}");
        }
    }
}
