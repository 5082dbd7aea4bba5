using System.Text;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>The requests in a receive of a legacy client that has a name.</summary>
internal sealed class LegacyMessageTests
{
    [TestCase("Alice: hi", "say hi")]
    [TestCase("Alice:  hi ", "say  hi ")]
    [TestCase("Alice: hi\n", "say hi")]
    [TestCase("Alice: hi\r\n", "say hi")]
    [TestCase("Alice: hi\r", "say hi")]
    [TestCase("Alice: Bob: hi", "say Bob: hi")]
    [TestCase("Alice: alice: hi", "say alice: hi")]
    [TestCase("Alice: Alice", "say Alice")]
    [TestCase("Alice: Alice:", "say Alice:")]
    [TestCase("Alice: :", "say :")]
    [TestCase("Alice: a@b.c", "say a@b.c")]
    [TestCase("hi", "say hi")]
    [TestCase("Bob: hi", "say Bob: hi")]
    [TestCase("alice: hi", "say alice: hi")]
    [TestCase("Alicia: hi", "say Alicia: hi")]
    [TestCase("Alice2: hi", "say Alice2: hi")]
    [TestCase("Ali: hi", "say Ali: hi")]
    [TestCase("Alice:hi", "say Alice:hi")]
    [TestCase("Alice hi", "say Alice hi")]
    [TestCase("Alice", "say Alice")]
    [TestCase("Alice:  /oper pw", "/oper pw")]
    [TestCase("Alice: \u00A0/oper pw", "/oper pw")]
    [TestCase(" /oper pw", "/oper pw")]
    [TestCase("Alice:  @bob hi", "tell bob: hi")]
    [TestCase("Alice: quit", "say quit")]
    [TestCase("Alice: exit", "say exit")]
    [TestCase("quit", "say quit")]
    public void Only_the_sender_name_is_removed_from_a_message(string receive, string found)
    {
        foreach (string dialect in LegacyDialects.NameWriters)
        {
            Assert.That(
                LegacyInput.After(dialect, "Alice", receive),
                Is.EqualTo(new[] { found }),
                dialect);
        }
    }

    [TestCase("hi", "say hi")]
    [TestCase(" hi ", "say  hi ")]
    [TestCase("hi\r\n", "say hi")]
    [TestCase("Alice: hi", "say Alice: hi")]
    [TestCase("Bob: hi", "say Bob: hi")]
    [TestCase("hiAlice: you", "say hiAlice: you")]
    [TestCase("AliceAlice", "say AliceAlice")]
    [TestCase("Alice has left the chat.", "say Alice has left the chat.")]
    [TestCase("quit", "say quit")]
    [TestCase("/users", "/users ")]
    [TestCase("@bob: hi", "tell bob: hi")]
    [TestCase(" /oper pw", "/oper pw")]
    [TestCase("\u3000/oper pw", "/oper pw")]
    [TestCase(" @bob hi", "tell bob: hi")]
    [TestCase("//x", "say /x")]
    public void Bare_messages_are_unchanged(string receive, string found)
    {
        foreach (string dialect in new[] { "prompt", "name-first" })
        {
            Assert.That(
                LegacyInput.After(dialect, "Alice", receive),
                Is.EqualTo(new[] { found }),
                dialect);
        }
    }

    [TestCase("/users", "/users ")]
    [TestCase("/msg bob hi there", "/msg bob hi there")]
    [TestCase("/join  tea ", "/join tea")]
    [TestCase("/", "/ ")]
    [TestCase("/quit", "/quit ")]
    [TestCase("/QUIT", "/QUIT ")]
    [TestCase("//x", "say /x")]
    [TestCase(" /users", "/users ")]
    [TestCase("@bob hi there", "tell bob: hi there")]
    [TestCase("@bob: hi", "tell bob: hi")]
    [TestCase("@user-3 hi", "tell user-3: hi")]
    [TestCase("@bob", "tell bob: ")]
    [TestCase("@ bob", "say @ bob")]
    public void Commands_and_private_messages_work_with_and_without_the_name(
        string text, string found)
    {
        foreach (string dialect in LegacyDialects.NameWriters)
        {
            string[] expected = [found];
            Assert.That(LegacyInput.After(dialect, "Alice", text), Is.EqualTo(expected));
            Assert.That(
                LegacyInput.After(dialect, "Alice", $"Alice: {text}"), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Removed_name_is_the_name_that_the_client_sent()
    {
        foreach (string dialect in LegacyDialects.NameWriters)
        {
            foreach (string name in new[]
            {
                "J@hn Doe", " Ann ", "Зоя", "a", "dodo", "aaa", "NICK", "@x", "/x", "a.*",
            })
            {
                Assert.That(
                    LegacyInput.After(dialect, name, $"{name}: yes", $"{name}: @bob no"),
                    Is.EqualTo(new[] { "say yes", "tell bob: no" }),
                    $"{dialect} {name}");
            }
        }
    }

    [TestCase("exit")]
    [TestCase("EXIT")]
    [TestCase("eXiT")]
    [TestCase(" exit ")]
    [TestCase("exit\r\n")]
    public void Prompt_clients_leave_with_exit(string receive) =>
        Assert.That(
            LegacyInput.After("prompt", "Zain", receive), Is.EqualTo(new[] { "quit" }));

    [TestCase("/quit")]
    [TestCase("/QUIT")]
    [TestCase(" /Quit ")]
    [TestCase("/quit\n")]
    public void Name_first_clients_leave_with_quit(string receive) =>
        Assert.That(
            LegacyInput.After("name-first", "Harsh", receive), Is.EqualTo(new[] { "quit" }));

    [TestCase("prompt", "exit now", "say exit now")]
    [TestCase("prompt", "/exit", "/exit ")]
    [TestCase("prompt", "/quit", "/quit ")]
    [TestCase("name-first", "exit", "say exit")]
    [TestCase("name-first", "/quit now", "/quit now")]
    [TestCase("name-first", "//quit", "say /quit")]
    public void Other_words_are_not_exit_words(
        string dialect, string receive, string found) =>
        Assert.That(
            LegacyInput.After(dialect, "Zain", receive), Is.EqualTo(new[] { found }));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("   ")]
    public void Empty_message_is_ignored(string text)
    {
        foreach (string dialect in LegacyDialects.Names)
        {
            string name = LegacyDialects.NameWriters.Contains(dialect) ? "Alice: " : "";
            string[] ends = ["\n", "\r\n", "\r", text.Length + name.Length == 0 ? "\n" : ""];
            foreach (string end in ends)
            {
                Assert.That(
                    LegacyInput.After(dialect, "Alice", name + text + end, $"{name}hi"),
                    Is.EqualTo(new[] { "say hi" }),
                    dialect);
            }
        }
    }

    [Test]
    public void Receive_is_one_message_unless_it_ends_inside_a_character()
    {
        byte[] text = Encoding.UTF8.GetBytes("é Привет 茶 👋!");
        foreach (string dialect in LegacyDialects.Names)
        {
            bool writesName = LegacyDialects.NameWriters.Contains(dialect);
            byte[] whole = writesName ? [.. "Alice: "u8, .. text] : text;
            int from = whole.Length - text.Length;
            for (int cut = from + 1; cut < whole.Length; cut++)
            {
                bool inside = (whole[cut] & 0xC0) == 0x80;
                string first = Encoding.UTF8.GetString(whole, from, cut - from);
                string second = Encoding.UTF8.GetString(whole, cut, whole.Length - cut);
                string[] expected =
                    inside ? ["say é Привет 茶 👋!"] : [$"say {first}", $"say {second}"];
                Assert.That(
                    Cut(dialect, whole, cut), Is.EqualTo(expected), $"{dialect}, cut at {cut}");
            }
        }
    }

    [Test]
    public void Name_before_a_message_may_be_split_inside_a_character()
    {
        foreach (string dialect in LegacyDialects.NameWriters)
        {
            byte[] whole = Encoding.UTF8.GetBytes("Зоя: да");
            for (int cut = 1; cut < whole.Length; cut++)
            {
                if ((whole[cut] & 0xC0) == 0x80)
                {
                    Assert.That(
                        Cut(dialect, whole, cut, "Зоя"),
                        Is.EqualTo(new[] { "say да" }),
                        $"{dialect}, cut at {cut}");
                }
            }
        }
    }

    [Test]
    public void Invalid_UTF_8_is_passed_on_and_refused_later()
    {
        foreach (string dialect in LegacyDialects.Names)
        {
            LegacyInput input = new LegacyInput(dialect);
            input.Receive("Alice\n");
            input.Receive("Alice\n");
            input.Found.Clear();
            input.Receive([(byte)'h', 0xE9, (byte)'y']);
            input.Receive([0xFF]);
            Assert.That(input.Found, Is.EqualTo(new[] { @"say h\xE9y", @"say \xFF" }), dialect);
        }
    }

    private static List<string> Cut(
        string dialect, ReadOnlySpan<byte> whole, int cut, string name = "Alice")
    {
        LegacyInput input = new LegacyInput(dialect);
        input.Receive(name);
        if (dialect == "username")
        {
            input.Receive(name);
        }

        input.Found.Clear();
        input.Receive(whole[..cut]);
        input.Receive(whole[cut..]);
        return input.Found;
    }
}
