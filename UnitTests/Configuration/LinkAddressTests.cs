using EventLoopServer.Configuration;

namespace UnitTests.Configuration;

/// <summary>The address of the server in links.</summary>
internal sealed class LinkAddressTests
{
    private const string Begin = "https://";

    [TestCase(LinkAddressType.MaxLength - 1, true)]
    [TestCase(LinkAddressType.MaxLength, true)]
    [TestCase(LinkAddressType.MaxLength + 1, false)]
    public void Address_has_at_most_200_characters(int length, bool isValid)
    {
        string host = string.Join('.', Enumerable.Repeat("abcdefg", length))[
            ..(length - Begin.Length - 1)] + "h";
        Assert.That(IsValid(Begin + host), Is.EqualTo(isValid));
    }

    [TestCase("https://chat.example", true)]
    [TestCase("http://[2001:db8::1]:5050/", true)]
    [TestCase("https://chat.example/chat", false)]
    [TestCase("https://user@chat.example", false)]
    [TestCase("https://chat.example#top", false)]
    [TestCase("ftp://chat.example", false)]
    [TestCase("chat.example", false)]
    [TestCase("https://bücher.example", false)]
    public void Address_has_no_path_and_no_user(string text, bool isValid) =>
        Assert.That(IsValid(text), Is.EqualTo(isValid));

    private static bool IsValid(string text) =>
        new LinkAddressType().TryRead(text, out _, out _);
}
