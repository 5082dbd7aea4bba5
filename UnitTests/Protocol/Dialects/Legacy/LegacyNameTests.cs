using System.Text;
using Protocol.Dialects;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>The name of a client of an older chat program that sends it once.</summary>
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
    public void A_receive_is_a_name_as_it_was_sent_but_for_its_ends(string receive, string found)
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
    public void An_empty_line_is_no_name(string receive)
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
    public void What_follows_the_line_with_the_name_is_a_message(string receive)
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
    public void A_line_end_that_comes_after_its_name_is_no_message()
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
    public void A_name_that_is_cut_inside_a_character_is_waited_for()
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
    public void A_name_that_comes_byte_by_byte_inside_a_character_is_one_name()
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
    public void A_name_that_is_no_UTF_8_is_passed_on_for_another_to_be_derived()
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
    public void A_message_that_overtakes_the_name_tells_it(string dialect)
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
    public void A_message_that_is_glued_to_the_name_is_parted_from_it(string dialect)
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
    public void A_name_that_repeats_itself_is_one_name(string dialect)
    {
        string[] expected = ["name dodo", "say hi"];
        Assert.That(LegacyInput.All(dialect, "dodo", "dodo: hi"), Is.EqualTo(expected));
        Assert.That(LegacyInput.All(dialect, "dodododo: hi"), Is.EqualTo(expected));
        Assert.That(LegacyInput.All(dialect, "dodo\ndodo: hi"), Is.EqualTo(expected));
    }

    [TestCase("nick")]
    [TestCase("nickname")]
    public void A_name_that_repeats_itself_may_be_overtaken_too(string dialect)
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
    public void Where_messages_are_bare_a_colon_tells_nothing(string dialect) =>
        Assert.That(
            LegacyInput.All(dialect, "bob: hi", "bob: hi"),
            Is.EqualTo(new[] { "name bob: hi", "say bob: hi" }));

    [Test]
    public void A_refused_name_is_followed_by_another()
    {
        IDialect dialect = LegacyDialects.Of("prompt");
        var state = default(DialectState);
        foreach (string name in new[] { "zain", "ali" })
        {
            Decoded decoded = dialect.Decode(ref state, Encoding.UTF8.GetBytes(name), 4096);
            Assert.That(Show.Of(decoded), Does.StartWith($"Name #0 spelling= target={name} "));
            Assert.That(decoded.Used, Is.EqualTo(name.Length));
        }
    }
}
