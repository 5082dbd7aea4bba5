using Protocol.Dialects.Catalog;

namespace UnitTests.Protocol.Dialects.Text;

/// <summary>Telnet commands (RFC 854, RFC 855) inside lines.</summary>
internal sealed class TelnetTests
{
    private static readonly byte[][] s_commands =
    [
        [0xFF, 0xF1],
        [0xFF, 0xEC],
        [0xFF, 0xFF],
        [0xFF, 0xFB, 1],
        [0xFF, 0xFE, 10],
        [0xFF, 0xFD, 0xFF],
        [0xFF, 0xFA, 31, 0, 80, 0, 24, 0xFF, 0xF0],
        [0xFF, 0xFA, 24, 0, 10, 13, 10, 0xFF, 0xF0],
        [0xFF, 0xFA, 31, 0xFF, 0xFF, 0xF0, 10, 0xFF, 0xF0],
        [0xFF, 0xFA, 0xFF, 0xF0],
    ];

    [Test]
    public void Commands_are_removed_anywhere_in_a_line_however_the_stream_is_split()
    {
        byte[] plain = [.. "hello\r\nworld\n"u8];
        List<string> expected = ClientInput.All(DialectCatalog.Text, plain);
        Assert.That(expected, Has.Count.EqualTo(2));
        foreach (byte[] command in s_commands)
        {
            for (int at = 0; at < plain.Length; at++)
            {
                byte[] stream = [.. plain[..at], .. command, .. plain[at..]];
                for (int cut = 0; cut <= stream.Length; cut++)
                {
                    Assert.That(
                        ClientInput.Split(DialectCatalog.Text, stream, cut),
                        Is.EqualTo(expected),
                        $"{Show.Bytes(command)} at {at}, cut at {cut}");
                }
            }
        }
    }

    [Test]
    public void Consecutive_commands_are_removed_byte_by_byte()
    {
        byte[] stream = [.. "a"u8, .. s_commands.SelectMany(c => c), .. "b\n"u8];
        List<string> found = ClientInput.Split(
            DialectCatalog.Text, stream, [.. Enumerable.Range(0, stream.Length)]);
        Assert.That(found.Single(), Does.Contain("text=ab "));
    }

    [Test]
    public void Incomplete_command_waits_for_the_rest()
    {
        foreach (byte[] command in s_commands)
        {
            for (int length = 1; length < command.Length; length++)
            {
                var input = new ClientInput(DialectCatalog.Text);
                input.Feed([.. "bob"u8, .. command.AsSpan(0, length)]);
                Assert.That(input.Found, Is.Empty, Show.Bytes(command.AsSpan(0, length)));
                Assert.That(input.Waiting, Is.EqualTo(3 + length));
            }
        }
    }

    [Test]
    public void Latin_1_letter_before_a_line_end_does_not_hide_the_line_end()
    {
        List<string> found = ClientInput.All(DialectCatalog.Text, [0xFF, 10, .. "next\n"u8]);
        Assert.That(found, Has.Count.EqualTo(2));
        Assert.That(found[0], Does.Contain(@"text=\xFF "));
        Assert.That(found[1], Does.Contain("text=next "));
    }

    [Test]
    public void Latin_1_letter_is_kept_however_the_stream_is_split()
    {
        byte[] stream = [(byte)'a', 0xFF, (byte)'b', 0xFF, 0xF1, 0xFF, (byte)'\r', (byte)'\n'];
        for (int cut = 0; cut <= stream.Length; cut++)
        {
            List<string> found = ClientInput.Split(DialectCatalog.Text, stream, cut);
            Assert.That(found.Single(), Does.Contain(@"text=a\xFFb\xFF "), $"cut at {cut}");
        }
    }

    [Test]
    public void Subnegotiation_without_an_end_is_skipped_in_bounded_memory()
    {
        foreach (int before in new[] { 0, 1, 3000, 4607, 4608, 4609, 4610, 9000 })
        {
            var input = new ClientInput(DialectCatalog.Text);
            input.Feed("alice\n"u8);
            input.Feed([.. Frames.Filler(before), 0xFF, 0xFA]);
            for (int i = 0; i < 20; i++)
            {
                input.Feed(Frames.Filler(1000));
            }

            input.Feed([0xFF, 0xF0, .. "\nagain\n"u8]);
            Assert.That(input.Found, Has.Count.EqualTo(3), $"{before} bytes before it");
            Assert.That(input.Found[1], Does.StartWith("MessageTooLong: "));
            Assert.That(input.Found[2], Does.Contain("text=again "));
        }
    }

    [Test]
    public void Line_of_only_commands_takes_linear_time()
    {
        // Moving all following bytes for each command would take minutes here.
        var input = new ClientInput(DialectCatalog.Text, 8 * 1024 * 1024);
        var stream = new byte[4 * 1024 * 1024];
        for (int i = 0; i < stream.Length; i += 2)
        {
            stream[i] = 0xFF;
            stream[i + 1] = 0xF1;
        }

        stream[^1] = (byte)'\n';
        stream[^2] = (byte)'a';
        input.Feed(stream);
        Assert.That(input.Found.Single(), Does.Contain("target=a "));
    }
}
