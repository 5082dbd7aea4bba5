using System.Text;
using Protocol.Dialects;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>The name of a legacy client that sends it once.</summary>
internal sealed class LegacyNameTests
{
    private static readonly string[] s_once = ["prompt", "name-first", "nick", "nickname"];

    [TestCase("Alice", "name Alice")]
    [TestCase("Alice\n", "name Alice")]
    [TestCase("Alice\r\n", "name Alice")]
    [TestCase("Alice\r", "name Alice")]
    [TestCase("\nAlice", "name Alice")]
    [TestCase("\r\n\r\nAlice\r\n", "name Alice")]
    [TestCase(" Alice ", "name Alice")]
    [TestCase("Ann Lee", "name Ann Lee")]
    [TestCase("J@hn Doe", "name J@hn Doe")]
    [TestCase("/help", "name /help")]
    [TestCase("@alice", "name @alice")]
    [TestCase("AliceAlice", "name AliceAlice")]
    [TestCase("Alice:", "name Alice:")]
    [TestCase("Алиса", "name Алиса")]
    [TestCase("a\tb", "name a\tb")]
    public void Receive_is_a_name_without_surrounding_whitespace(string receive, string found)
    {
        foreach (string dialect in s_once)
        {
            Assert.That(
                LegacyInput.All(dialect, receive), Is.EqualTo(new[] { found }), dialect);
        }
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r")]
    public void Empty_line_is_not_a_name(string receive)
    {
        foreach (string dialect in s_once)
        {
            Assert.That(
                LegacyInput.All(dialect, receive, "Alice"),
                Is.EqualTo(new[] { "name Alice" }),
                dialect);
        }
    }

    [TestCase("Alice\nhi")]
    [TestCase("Alice\r\nhi\r\n")]
    public void Input_after_the_name_line_is_a_message(string receive)
    {
        foreach (string dialect in s_once)
        {
            Assert.That(
                LegacyInput.All(dialect, receive),
                Is.EqualTo(new[] { "name Alice", "say hi" }),
                dialect);
        }
    }

    [Test]
    public void Late_line_end_of_a_name_is_not_a_message()
    {
        foreach (string dialect in s_once)
        {
            Assert.That(
                LegacyInput.All(dialect, "Alice\r", "\n", "hi\r", "\n"),
                Is.EqualTo(new[] { "name Alice", "say hi" }),
                dialect);
        }
    }

    [Test]
    public void Name_split_inside_a_character_waits_for_the_rest()
    {
        byte[] name = Encoding.UTF8.GetBytes("Zoë茶👋");
        foreach (string dialect in s_once)
        {
            for (int cut = 1; cut < name.Length; cut++)
            {
                LegacyInput input = new LegacyInput(dialect);
                input.Receive(name.AsSpan(0, cut));
                bool inside = (name[cut] & 0xC0) == 0x80;
                Assert.That(input.Found, Has.Count.EqualTo(inside ? 0 : 1), $"{dialect} {cut}");
                Assert.That(input.Waiting, Is.EqualTo(inside ? cut : 0), $"{dialect} {cut}");
                input.Receive(name.AsSpan(cut));
                string first = inside ? "Zoë茶👋" : Encoding.UTF8.GetString(name, 0, cut);
                Assert.That(input.Found[0], Is.EqualTo($"name {first}"), $"{dialect} {cut}");
            }
        }
    }

    [Test]
    public void Name_that_arrives_byte_by_byte_inside_a_character_is_one_name()
    {
        foreach (string dialect in s_once)
        {
            LegacyInput input = new LegacyInput(dialect);
            foreach (byte b in "👋"u8)
            {
                Assert.That(input.Found, Is.Empty, dialect);
                input.Receive([b]);
            }

            Assert.That(input.Found, Is.EqualTo(new[] { "name 👋" }), dialect);
        }
    }

    [Test]
    public void Invalid_UTF_8_in_a_name_is_passed_on_and_replaced_later()
    {
        foreach (string dialect in s_once)
        {
            foreach ((byte[] bytes, string shown) in new (byte[], string)[]
            {
                ([0xFF], @"\xFF"),
                ([(byte)'A', 0x80], @"A\x80"),
                ([(byte)'A', 0xE9, (byte)'b'], @"A\xE9b"),
                ([0xED, 0xA0, 0x80], @"\xED\xA0\x80"),
            })
            {
                LegacyInput input = new LegacyInput(dialect);
                input.Receive(bytes);
                Assert.That(input.Found, Is.EqualTo(new[] { $"name {shown}" }), dialect);
            }
        }
    }

    [TestCase("nick")]
    [TestCase("nickname")]
    public void Message_that_arrives_before_the_name_contains_the_name(string dialect)
    {
        string[] expected = ["name bob", "say hi"];
        Assert.That(LegacyInput.All(dialect, "bob: hi"), Is.EqualTo(expected));
        Assert.That(LegacyInput.All(dialect, "bob: hi", "bob"), Is.EqualTo(expected));
        Assert.That(LegacyInput.All(dialect, "bob: hi\nbob"), Is.EqualTo(expected));
        Assert.That(
            LegacyInput.All(dialect, "bob: hi", "bob: you", "bob"),
            Is.EqualTo(new[] { "name bob", "say hi", "say you" }));
        Assert.That(
            LegacyInput.All(dialect, "bob: hi", "bobbob: you"),
            Is.EqualTo(new[] { "name bob", "say hi", "say you" }));
    }

    [TestCase("nick")]
    [TestCase("nickname")]
    public void Message_joined_to_the_name_is_separated_from_it(string dialect)
    {
        Assert.That(
            LegacyInput.All(dialect, "bobbob: hi"), Is.EqualTo(new[] { "name bob", "say hi" }));
        Assert.That(
            LegacyInput.All(dialect, "bobbob: hibob: you"),
            Is.EqualTo(new[] { "name bob", "say hi", "say you" }));
        Assert.That(
            LegacyInput.All(dialect, "Ann LeeAnn Lee: hi", "Ann Lee: you"),
            Is.EqualTo(new[] { "name Ann Lee", "say hi", "say you" }));
    }

    [TestCase("nick")]
    [TestCase("nickname")]
    public void Repetitive_name_is_one_name(string dialect)
    {
        string[] expected = ["name dodo", "say hi"];
        Assert.That(LegacyInput.All(dialect, "dodo", "dodo: hi"), Is.EqualTo(expected));
        Assert.That(LegacyInput.All(dialect, "dodododo: hi"), Is.EqualTo(expected));
        Assert.That(LegacyInput.All(dialect, "dodo\ndodo: hi"), Is.EqualTo(expected));
    }

    [TestCase("nick")]
    [TestCase("nickname")]
    public void Repetitive_name_may_arrive_after_a_message(string dialect)
    {
        List<string> found = LegacyInput.All(dialect, "dodo: hi", "dodo", "dodo: again");
        Assert.That(
            found.FindLast(static f => f.StartsWith("name ", StringComparison.Ordinal)),
            Is.EqualTo("name dodo"));
        Assert.That(
            found.Where(static f => f.StartsWith("say ", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "say hi", "say again" }));
    }

    [TestCase("prompt")]
    [TestCase("name-first")]
    public void Colon_has_no_meaning_in_bare_messages(string dialect) =>
        Assert.That(
            LegacyInput.All(dialect, "bob: hi", "bob: hi"),
            Is.EqualTo(new[] { "name bob: hi", "say bob: hi" }));

    [Test]
    public void Refused_name_is_followed_by_another_name()
    {
        IDialect dialect = LegacyDialects.Of("prompt");
        var state = default(DialectState);
        foreach (string name in new[] { "zain", "ali" })
        {
            Decoded decoded = dialect.Decode(ref state, Encoding.UTF8.GetBytes(name), 4096);
            Assert.That(Show.Of(decoded), Does.StartWith($"Name #0 word= target={name} "));
            Assert.That(decoded.Used, Is.EqualTo(name.Length));
        }
    }
}
