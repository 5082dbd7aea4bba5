using System.Text;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>
/// The name of a simple-tcp-chat client, which sends it at once and again when prompted. It is
/// never a message, however the copies and the first messages are split into receives.
/// </summary>
internal sealed class LegacyTwiceNameTests
{
    private const string Later = LegacyInput.Later;

    [TestCase("Alice")]
    [TestCase("dodo")]
    [TestCase("aaa")]
    [TestCase("Ann Lee")]
    [TestCase(" Ann ")]
    [TestCase("Зоя")]
    [TestCase("J@hn")]
    [TestCase("a\tb")]
    public void Second_copy_completes_the_name(string name)
    {
        string[] expected = [$"name {name.Trim(' ')}"];
        Expect(expected, name, name);
        Expect(expected, $"{name}\n", $"{name}\n");
        Expect(expected, $"{name}\r\n", $"{name}\r\n");
        Expect(expected, $"{name}\n{name}\n");
        Expect(expected, $"{name}\n{name}");
        Expect([.. expected, "say hi"], name, name, $"{name}: hi");
    }

    [TestCase("Alice")]
    [TestCase("AliceAlice")]
    [TestCase("AliceAlice\r\n")]
    [TestCase("Alice: hi")]
    [TestCase("AliceAlice: hi")]
    [TestCase("Alice has left the chat.")]
    [TestCase("Alice\nAlice: hi")]
    public void Name_is_reported_only_after_the_second_copy_or_the_wait(string receive)
    {
        LegacyInput input = new LegacyInput("username");
        input.Receive(receive);
        Assert.That(input.Found, Is.Empty);
        Assert.That(input.Waiting, Is.EqualTo(receive.Length));
        input.Settle();
        Assert.That(input.Found[0], Is.EqualTo("name Alice"));
        Assert.That(input.Waiting, Is.Zero);
    }

    [Test]
    public void Two_equal_halves_are_one_name()
    {
        Expect(["name Alice"], "AliceAlice", Later);
        Expect(["name Alice"], "AliceAlice\n", Later);
        Expect(["name Зоя"], "ЗояЗоя", Later);
        Expect(["name Ann Lee"], "Ann LeeAnn Lee", Later);
        Expect(["name Alice", "say hi"], "AliceAlice", Later, "Alice: hi");
        Expect(["name Alice", "quit"], "AliceAlice", Later, "Alice has left the chat.");
        Expect(["name Alicealice"], "Alicealice", Later);
    }

    [TestCase("dodo: hi", "say hi")]
    [TestCase("dodo: hidodo: you", "say hi", "say you")]
    [TestCase("dodo: /users", "/users ")]
    [TestCase("dodo has left the chat.", "quit")]
    [TestCase("dodo")]
    [TestCase("dodo\r\n")]
    public void First_message_can_show_that_the_halves_were_one_name(
        string receive, params string[] found)
    {
        Expect(["name do", "name dodo", .. found], "dodo", Later, receive);
        Expect(
            ["name do", "name dodo", .. found, "say do: so"],
            "dodo",
            Later,
            receive,
            "dodo: do: so");
    }

    [TestCase("do: hi", "say hi")]
    [TestCase("do: dodo", "say dodo")]
    [TestCase("do: dodo: hi", "say do", "say hi")]
    [TestCase("do has left the chat.", "quit")]
    [TestCase("do: ")]
    public void First_message_can_show_that_the_halves_were_two_copies(
        string receive, params string[] found) =>
        Expect(["name do", .. found], "dodo", Later, receive);

    [Test]
    public void Later_message_corrects_the_spelling_of_the_name() =>
        Expect(["name do", "say hi", "name dodo", "say so"], "dodo", Later, "do: hi", "dodo: so");

    [TestCase("Alice", ": hi", "say hi")]
    [TestCase("Alice", " has left the chat.", "quit")]
    [TestCase("dodo", ": hi", "say hi")]
    [TestCase("dodo", " has left the chat.", "quit")]
    public void Late_copy_joined_to_the_first_message_is_not_a_message(
        string name, string rest, string found) =>
        Expect(
            name == "dodo" ? ["name do", "name dodo", found] : [$"name {name}", found],
            name,
            Later,
            $"{name}{name}{rest}");

    [Test]
    public void Late_copy_after_the_correcting_message_is_not_a_message() =>
        Expect(["name do", "name dodo", "say hi"], "dodo", Later, "dodo: hi", "dodo");

    [Test]
    public void Late_copy_is_not_a_message()
    {
        Expect(["name Alice"], "Alice", Later, "Alice");
        Expect(["name Alice"], "Alice", Later, "Alice\r\n");
        Expect(["name Alice", "say hi"], "Alice", Later, "Alice", "Alice: hi");
        Expect(["name Alice", "say hi"], "Alice", Later, "Alice: hi", "Alice");
        Expect(["name Alice", "say hi"], "Alice", Later, "Alice\nAlice: hi");
        Expect(["name Alice", "say Alice"], "Alice", Later, "Alice", "Alice");
        Expect(["name Alice", "say Alice"], "Alice", Later, "Alice", "Alice: Alice");
        Expect(["name Alice", "say Alice"], "Alice", Later, "Alice: Alice", "Alice");
    }

    [Test]
    public void First_messages_may_arrive_between_the_copies()
    {
        string[] expected = ["name Alice", "say hi"];
        Expect(expected, "Alice", "Alice: hi", "Alice");
        Expect(expected, "Alice", "AliceAlice: hi");
        Expect(expected, "AliceAlice: hi", "Alice");
        Expect(expected, "AliceAliceAlice: hi");
        Expect(expected, "Alice\nAlice: hi", "Alice");
        Expect(expected, "Alice\nAlice: hi\nAlice", Later);
        Expect(expected, "Alice: hi", "Alice", Later);
        Expect(expected, "Alice: hi", Later, "Alice");
        Expect(expected, "AliceAlice: hi", Later, "Alice");
        Expect(
            [.. expected, "say you"], "Alice", "Alice: hi", "Alice: you", "Alice");
        Expect([.. expected, "say you"], "Alice", "Alice: hiAlice: you", "Alice");
        Expect([.. expected, "say you"], "Alice", "Alice: hi", "AliceAlice: you");
    }

    [Test]
    public void Three_equal_parts_before_a_message_may_be_one_name_and_its_copy() =>
        Expect(["name aaa", "say hi"], "aaaaaa: hi", "aaa", Later);

    [Test]
    public void Leave_line_contains_the_name_of_a_client_that_leaves_at_once()
    {
        Expect(["name Alice", "quit"], "Alice", "Alice", "Alice has left the chat.");
        Expect(["name Alice", "quit"], "Alice", "Alice has left the chat.", Later);
        Expect(["name Alice", "quit"], "AliceAlice has left the chat.", Later);
        Expect(["name Alice", "quit"], "Alice", "AliceAlice has left the chat.");
        Expect(["name Alice", "quit"], "Alice has left the chat.", Later);
        Expect(
            ["name Alice", "say hi", "quit"],
            "AliceAlice: hiAlice has left the chat.",
            Later);
    }

    [Test]
    public void Second_copy_may_arrive_in_pieces()
    {
        for (int cut = 1; cut < 5; cut++)
        {
            string name = "Alice";
            Expect(["name Alice"], name, name[..cut], name[cut..], Later);
            Expect(
                ["name Alice", "say hi"], name, name[..cut], name[cut..], Later, "Alice: hi");
        }
    }

    [Test]
    public void Names_split_inside_a_character_are_joined()
    {
        byte[] twice = Encoding.UTF8.GetBytes("ЗояЗоя");
        for (int cut = 1; cut < twice.Length; cut += 2)
        {
            LegacyInput input = new LegacyInput("username");
            input.Receive(twice.AsSpan(0, cut));
            input.Receive(twice.AsSpan(cut));
            input.Settle();
            input.Receive("Зоя: а");
            Assert.That(input.Found, Is.EqualTo(new[] { "name Зоя", "say а" }), $"cut at {cut}");
        }
    }

    [Test]
    public void Second_copy_split_inside_a_character_is_not_a_message()
    {
        byte[] name = Encoding.UTF8.GetBytes("Зоя");
        for (int cut = 1; cut < name.Length; cut++)
        {
            LegacyInput input = new LegacyInput("username");
            input.Receive(name);
            input.Receive(name.AsSpan(0, cut));
            input.Receive(name.AsSpan(cut));
            input.Settle();
            Assert.That(input.Found, Is.EqualTo(new[] { "name Зоя" }), $"cut at {cut}");
        }
    }

    [Test]
    public void Incomplete_character_delays_the_name_no_longer_than_a_copy()
    {
        LegacyInput input = new LegacyInput("username");
        input.Receive([(byte)'Z', 0xC3]);
        Assert.That(input.Found, Is.Empty);
        input.Settle();
        Assert.That(input.Found, Is.EqualTo(new[] { @"name Z\xC3" }));
        Assert.That(input.Waiting, Is.Zero);
    }

    [Test]
    public void Invalid_UTF_8_in_a_name_is_passed_on_once()
    {
        LegacyInput input = new LegacyInput("username");
        input.Receive([0xFF, 0x80]);
        input.Receive([0xFF, 0x80]);
        input.Receive([0xFF, 0x80, (byte)':', (byte)' ', (byte)'x']);
        Assert.That(input.Found, Is.EqualTo(new[] { @"name \xFF\x80", "say x" }));
    }

    [Test]
    public void Empty_lines_before_the_name_are_ignored()
    {
        Expect(["name Alice"], "\n", "Alice", "Alice");
        Expect(["name Alice"], "\r\n\r\nAlice", "Alice");
        Expect(["name Alice", "say hi"], "\n", Later, "Alice", "Alice", "Alice: hi");
    }

    [Test]
    public void Input_too_long_for_a_name_is_not_delayed()
    {
        LegacyInput input = new LegacyInput("username", 64);
        input.Receive(Frames.Filler(2000));
        Assert.That(input.Found[0], Does.StartWith("name xxx"));
    }

    private static void Expect(string[] found, params string[] receives) =>
        Assert.That(
            LegacyInput.All("username", receives),
            Is.EqualTo(found),
            string.Join(" | ", receives));
}
