using System.Diagnostics;
using System.Text;
using Protocol;
using Protocol.Dialects;
using Protocol.Framing;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>
/// Several messages in one receive, the leave line of a client, and receives of the maximum length.
/// </summary>
internal sealed class LegacyGluedTests
{
    [TestCase("Alice: oneAlice: two", "say one", "say two")]
    [TestCase("Alice: one\nAlice: two", "say one", "say two")]
    [TestCase("Alice: one\r\nAlice: two\r\n", "say one", "say two")]
    [TestCase("Alice: one\ntwo", "say one", "say two")]
    [TestCase("Alice: one\n\n\r\ntwo", "say one", "say two")]
    [TestCase("Alice: one Alice: two", "say one ", "say two")]
    [TestCase("oneAlice: two", "say one", "say two")]
    [TestCase("Alice: oneAlice: Alice: two", "say one", "say two")]
    [TestCase("Alice: Alice: two", "say two")]
    [TestCase("Alice: oneAlice: ", "say one")]
    [TestCase("Alice: /join teaAlice: hi", "/join tea", "say hi")]
    [TestCase("Alice: @bob oneAlice: two", "tell bob: one", "say two")]
    [TestCase("Alice: oneBob: twoAlice: three", "say oneBob: two", "say three")]
    [TestCase("Alice: AliceAlice: two", "say Alice", "say two")]
    [TestCase("Alice: aAlice: bAlice: c\nAlice: dAlice: e", "say a", "say b", "say c", "say d",
        "say e")]
    public void Messages_in_one_receive_are_split_at_line_ends_and_at_the_own_name(
        string receive, params string[] found)
    {
        foreach (string dialect in LegacyDialects.NameWriters)
        {
            Assert.That(
                LegacyInput.After(dialect, "Alice", receive), Is.EqualTo(found), dialect);
        }
    }

    [Test]
    public void Text_that_repeats_a_long_name_takes_no_more_time_than_other_text()
    {
        string name = new('x', 500);
        double usual = MinMs(name, new string('y', 8000));
        double repeated = MinMs(name, new string('x', 8000));
        Assert.That(repeated, Is.LessThan((20 * usual) + 0.05), $"{usual} ms for another text");
    }

    [TestCase("one\ntwo", "say one", "say two")]
    [TestCase("one\r\ntwo\r\n", "say one", "say two")]
    [TestCase("\n\none\n\n", "say one")]
    [TestCase("one\n/users\n@bob x", "say one", "/users ", "tell bob: x")]
    [TestCase("one\rtwo", "say one\rtwo")]
    public void Bare_messages_are_split_only_at_line_ends(string receive, params string[] found)
    {
        foreach (string dialect in new[] { "prompt", "name-first" })
        {
            Assert.That(
                LegacyInput.After(dialect, "Alice", receive), Is.EqualTo(found), dialect);
        }
    }

    [TestCase("Alice has left the chat.", "quit")]
    [TestCase("Alice has left the chat.\n", "quit")]
    [TestCase("Alice: byeAlice has left the chat.", "say bye", "quit")]
    [TestCase("Alice: bye\nAlice has left the chat.", "say bye", "quit")]
    [TestCase("Alice: aAlice: bAlice has left the chat.", "say a", "say b", "quit")]
    [TestCase("Alice: @bob byeAlice has left the chat.", "tell bob: bye", "quit")]
    public void Leave_line_is_recognised_alone_and_after_a_message(
        string receive, params string[] found) =>
        Assert.That(LegacyInput.After("username", "Alice", receive), Is.EqualTo(found));

    [TestCase("Alice: Alice has left the chat.", "say Alice has left the chat.")]
    [TestCase("Alice: Bob has left the chat.", "say Bob has left the chat.")]
    [TestCase("Bob has left the chat.", "say Bob has left the chat.")]
    [TestCase("alice has left the chat.", "say alice has left the chat.")]
    [TestCase("Alice has left the chat", "say Alice has left the chat")]
    [TestCase("Alice has left the chat!", "say Alice has left the chat!")]
    [TestCase("Alice has left the chat. No.", "say Alice has left the chat. No.")]
    [TestCase("Alice:  has left the chat.", "say  has left the chat.")]
    [TestCase("Alice: quit", "say quit")]
    public void Text_similar_to_a_leave_line_is_a_message(string receive, string found) =>
        Assert.That(
            LegacyInput.After("username", "Alice", receive), Is.EqualTo(new[] { found }));

    [TestCase("nick")]
    [TestCase("nickname")]
    public void Only_the_username_dialect_has_a_leave_line(string dialect) =>
        Assert.That(
            LegacyInput.After(dialect, "Alice", "Alice has left the chat."),
            Is.EqualTo(new[] { "say Alice has left the chat." }));

    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(1)]
    public void Message_of_any_size_around_the_limit_is_one_message(int over)
    {
        foreach (int max in new[] { 64, 600, 4096 })
        {
            string text = new('x', max + over);
            foreach (string dialect in LegacyDialects.Names)
            {
                bool writesName = LegacyDialects.NameWriters.Contains(dialect);
                string name = writesName ? "Alice: " : "";
                LegacyInput input = new LegacyInput(dialect, max);
                input.Receive("Alice\n");
                input.Receive("Alice\n");
                input.Found.Clear();
                input.Receive(name + text);
                Assert.That(
                    input.Found, Is.EqualTo(new[] { $"say {text}" }), $"{dialect} {max}");
            }
        }
    }

    [Test]
    public void Receive_that_fills_the_buffer_is_used_even_if_it_ends_inside_a_character()
    {
        foreach (string dialect in LegacyDialects.Names)
        {
            foreach (int max in new[] { 64, 512, 4096 })
            {
                var buffer = Frames.Filler(IDialect.MaxInputBytes(max));
                buffer[^1] = 0xC3;
                foreach (bool named in new[] { false, true })
                {
                    var state = new DialectState { Named = named };
                    Decoded decoded = LegacyDialects.Of(dialect).Decode(ref state, buffer, max);
                    Assert.That(decoded.Status, Is.EqualTo(DecodeStatus.Item), dialect);
                    Assert.That(decoded.Used, Is.EqualTo(buffer.Length), dialect);
                }
            }
        }
    }

    [TestCase(-1, true)]
    [TestCase(0, false)]
    [TestCase(1, false)]
    public void Rest_of_a_character_is_awaited_while_the_buffer_has_room(int over, bool waits)
    {
        const int max = 600;
        foreach (string dialect in LegacyDialects.Names)
        {
            var bytes = Frames.Filler(max + WireLimits.RequestOverheadBytes + over);
            bytes[^1] = 0xC3;
            var state = new DialectState { Named = true };
            Decoded decoded = LegacyDialects.Of(dialect).Decode(ref state, bytes, max);
            Assert.That(decoded.Status == DecodeStatus.NeedMore, Is.EqualTo(waits), dialect);
            Assert.That(decoded.Used, Is.EqualTo(waits ? 0 : bytes.Length), dialect);
            Assert.That(decoded.Left, Is.EqualTo(bytes.Length), dialect);
        }
    }

    [Test]
    public void Receive_longer_than_the_buffer_is_consumed()
    {
        foreach (string dialect in LegacyDialects.Names)
        {
            LegacyInput input = new LegacyInput(dialect, 512);
            input.Receive("Alice\n");
            input.Receive("Alice\n");
            input.Found.Clear();
            input.Receive(Encoding.UTF8.GetBytes(new string('é', 5000)));
            Assert.That(input.Waiting, Is.Zero, dialect);
            input.Receive("\nhi");
            Assert.That(input.Found[^1], Is.EqualTo("say hi"), dialect);
        }
    }

    private static string Letters(Random random, string letters, int most) =>
        new(
            [.. Enumerable.Range(0,
                random.Next(most)).Select(_ => letters[random.Next(letters.Length)])]);

    /// <summary>
    /// The minimum of many measurements, which is least affected by other load on the machine.
    /// </summary>
    private static double MinMs(string name, string receive) => Enumerable
        .Range(0, 50)
        .Min(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            LegacyInput.After("username", name, receive);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
}
