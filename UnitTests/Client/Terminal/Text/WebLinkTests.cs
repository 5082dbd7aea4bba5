using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Text;

/// <summary>Links in texts, and the addresses that they open.</summary>
internal sealed class WebLinkTests
{
    [TestCase(
        "see https://a.example/x, or http://b.example.", "https://a.example/x|http://b.example/")]
    [TestCase(
        "https://a.example/f(x) (https://b.example)", "https://a.example/f(x)|https://b.example/")]
    [TestCase("https://a.example/?q=1&r=2#top", "https://a.example/?q=1&r=2#top")]
    [TestCase("https://a.example/\"; rm -rf ~", "https://a.example/")]
    [TestCase("https://a.example/a\"b<c>d`e|f", "https://a.example/a%22b%3Cc%3Ed%60e%7Cf")]
    [TestCase("https://a.example/$(reboot)", "https://a.example/$(reboot)")]
    [TestCase("https://de.example/K\u00E4se", "https://de.example/K%C3%A4se")]
    [TestCase("https://\u0430pple.example/", "https://xn--pple-43d.example/")]
    [TestCase("file:///etc/passwd javascript:alert(1) mailto:a@b ftp://a.example", "")]
    [TestCase("xhttps://a.example https:// http:a", "")]
    [TestCase("http", "")]
    public void Only_web_addresses_are_links(string text, string links) => Assert.That(
        string.Join('|', WebLink.All(text)), Is.EqualTo(links));

    [Test]
    public void Arbitrary_text_gives_only_visible_ASCII_with_a_web_scheme()
    {
        const string letters = "htps:/.x@[]%\\ \"'`$;&|<>()\u00E4\u202E#?0\u0000\uD83D";
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            string text = "https://" + string.Concat(Enumerable.Range(0, 20)
                .Select(_ => letters[random.Next(letters.Length)]));
            foreach (string link in WebLink.All(SafeText.Of(text)))
            {
                Assert.That(link, Does.Match("^https?://[!-~]+$"), $"seed {seed}");
            }
        }
    }
}
