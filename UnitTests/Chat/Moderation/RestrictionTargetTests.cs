using System.Text.RegularExpressions;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Chat.Moderation;

/// <summary>
/// An entry of <c>/bans</c> is lifted by typing it as it is listed, and by the text that made it.
/// </summary>
internal sealed class RestrictionTargetTests
{
    private static readonly string[] s_targets =
    [
        "192.0.2.7", "192.0.2.7/32", "192.0.2.7/24", "192.0.2.0/24", "0.0.0.0/0", "127.0.0.1",
        "127.0.0.0/8", "::ffff:192.0.2.7", "::FFFF:192.0.2.7", "::ffff:c000:207",
        "::ffff:192.0.2.0/120", "::1", "::1/64", "::/64", "::", "::/0",
        "fe80::1", "fe80::1%eth0", "fe80::1%3", "fe80::1%eth0/64", "2001:db8::1", "2001:DB8::1",
        "2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1/64", "2001:db8::1/32",
        "2001:db8::ffff:1/48", "[2001:db8::1]", "[::1]", "bob", "BOB", "b0b", "Зоя",
    ];

    private const string Subject = @"(\S+)";

    private static readonly Regex s_line = new("(?m)^-- " + SentencePart.Pattern(
        static who => ModerationSentences.Listed(who, ModerationSentences.ForGood, who, "")[1..],
        Subject)[..^Subject.Length]);

    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start() => _fixture = new ModerationFixture();

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public void An_entry_of_the_list_is_lifted_by_typing_it(
        [Values("ban", "mute")] string command, [ValueSource(nameof(s_targets))] string target)
    {
        _fixture.Type($"/{command} {target}");
        string subject = Listed();
        Assert.That(subject, Is.Not.Empty, $"{target} was not taken");
        string answer = _fixture.Type($"/un{command} {subject}");
        Assert.That(Listed(), Is.Empty, answer);
    }

    [Test]
    public void An_entry_is_lifted_by_the_text_that_made_it(
        [Values("ban", "mute")] string command, [ValueSource(nameof(s_targets))] string target)
    {
        _fixture.Type($"/{command} {target}");
        Assert.That(Listed(), Is.Not.Empty, $"{target} was not taken");
        string answer = _fixture.Type($"/un{command} {target}");
        Assert.That(Listed(), Is.Empty, answer);
    }

    [TestCase("2001:db8::1", "2001:db8::2")]
    [TestCase("::1", "::2")]
    [TestCase("192.0.2.7/24", "192.0.2.9/24")]
    [TestCase("127.0.0.0/8", "127.0.0.1/8")]
    public void Addresses_of_one_network_are_one_entry(string first, string second)
    {
        _fixture.Type($"/ban {first}");
        _fixture.Type($"/ban {second}");
        Assert.That(
            _fixture.Type("/bans"),
            Does.Contain(ModerationSentences.ListHead(ModerationSentences.BannedList, 1)));
        _fixture.Type($"/unban {second}");
        Assert.That(Listed(), Is.Empty);
    }

    [TestCase("10.0.0.0:5050")]
    [TestCase("[2001:db8::1]:5050")]
    [TestCase("[::1]:5050")]
    [TestCase("[::1")]
    [TestCase("::1]")]
    [TestCase("[192.0.2.7]")]
    [TestCase("[192.0.2.7]:80")]
    [TestCase("2001:db8::1%eth0", Description = "no zone but of link-local addresses")]
    [TestCase("::1%lo")]
    [TestCase("::1%1")]
    [TestCase("fe80::1%")]
    [TestCase("fe80::1%25/64%3")]
    [TestCase("192.0.2.7%eth0")]
    [TestCase("127.1")]
    [TestCase("0177.0.0.1")]
    [TestCase("192.0.2.07")]
    [TestCase("192.0.2.256")]
    [TestCase("192.0.2.7.")]
    [TestCase("192.0.2.7/024")]
    [TestCase("::ffff:192.0.2.07")]
    [TestCase("::ffff:192.0.2")]
    [TestCase("1:2:3:4:5:6:7:8:9")]
    [TestCase("12345::")]
    [TestCase(":::")]
    public void Text_that_is_nearly_an_address_is_refused_with_its_code(string target)
    {
        foreach (string command in new[] { "ban", "unban", "mute", "unmute" })
        {
            string answer = _fixture.Type($"/{command} {target}");
            Assert.That(answer, Does.Contain($"'{target}'"), command);
            Assert.That(
                answer, Does.Contain(Refusal.For(RefusalCode.AddressInvalid).Advice), command);
        }

        Assert.That(_fixture.Type("/bans"), Is.EqualTo(ModerationFixture.NoRestrictions));
    }

    /// <summary>The subject of the only line of /bans, or nothing.</summary>
    private string Listed() => s_line.Match(_fixture.Type("/bans")).Groups[1].Value;
}
