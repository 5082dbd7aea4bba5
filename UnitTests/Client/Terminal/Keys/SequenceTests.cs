using System.Text;
using SimpleClient.Terminal.Keys;

namespace UnitTests.Client.Terminal.Keys;

/// <summary>
/// Terminal input other than keys never becomes text and never presses Enter, wherever it is split
/// and however long the pause at the split is.
/// </summary>
internal sealed class SequenceTests
{
    private const string Pasted = "line1\r\r\tline2 caf\u00E9 \U0001F600\rend";

    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(60);

    private static readonly int[] s_pausesMs = [0, 79, 80, 120, 1999, 60_000];

    private static readonly string[] s_reports =
    [
        // Mouse: X10 with any bytes, in UTF-8 (mode 1005), SGR, urxvt, xterm's highlight tracking.
        "\u001B[M !!",
        "\u001B[M#\r\r",
        "\u001B[M \n\t",
        "\u001B[M \u0018\u001A",
        "\u001B[M\u0003\u0004\u007F",
        "\u001B[M \u0120!",
        "\u001B[M !\u0120",
        "\u001B[<0;10;20m",
        "\u001B[<64;1;1m",
        "\u001B[32;10;20M",
        "\u001B[t!\r",
        "\u001B[T!!\r\r!!",

        // Focus, cursor position, device attributes, modes, keys with modifiers of two protocols.
        "\u001B[10;20R",
        "\u001B[0n",
        "\u001B[?1;2c",
        "\u001B[>0;276;0c",
        "\u001B[?2026;2$y",
        "\u001B[4;1$y",
        "\u001B[8;24;80t",
        "\u001B[27;5;13~",
        "\u001B[13;5u",
        "\u001B[25~",
        "\u001B[[A",
        "\u001BOT",
        "\u001BO2T",
        "\u001B[1 q",
        "\u001B[!p",

        // Control strings.
        "\u001B]11;rgb:0/0/0\u001B\\",
        "\u001B]11;rgb:0/0/0\u0007",
        "\u001B]0;a title\rwith breaks\n\u001B\\",
        "\u001B]52;c;aGk=\u009C",
        "\u001B]0;\u00DC\u65E5\u001B\\",
        "\u001BP1$r0m\u001B\\",
        "\u001BP>|tmux 3.4\u001B\\",
        "\u001B_Gi=1;OK\u001B\\",
        "\u001B^private\u001B\\",
        "\u001BXstring\u0007still\u001B\\",
        "\u001B]11;cancelled\u0018",
        "\u001BPcancelled\u001A",
        "\u001B]11;cut\u001B[?1;2c",

        // The same with C1 introducers in UTF-8.
        "\u009B?1;2c",
        "\u009BM !!",
        "\u009D11;rgb:0/0/0\u009C",
        "\u0090>|x\u001B\\",
        "\u0098s\u009C",
        "\u009Es\u009C",
        "\u009Fs\u009C",
    ];

    [Test]
    public void Report_is_ignored_completely_at_every_split(
        [ValueSource(nameof(s_reports))] string report,
        [ValueSource(nameof(s_pausesMs))] int pauseMs)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(report);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var pause = TimeSpan.FromMilliseconds(pauseMs);
            if (pause >= TimeSpan.FromSeconds(2) && IsOneCharacter(bytes[cut..]))
            {
                // A single character after such a pause counts as typed.
                continue;
            }

            Key[] keys = Run(bytes, cut, pause);
            Assert.That(
                keys.Where(static key => key.Code != KeyCode.Escape),
                Is.EqualTo(new[] { Letter("a"), Letter("z") }),
                $"cut at {cut}");
            Assert.That(
                keys.Count(static key => key.Code == KeyCode.Escape),
                Is.LessThanOrEqualTo(cut == 1 ? 1 : 0),
                $"cut at {cut}");
        }
    }

    [TestCase("\u001B[A", KeyCode.Up)]
    [TestCase("\u001B[1;5C", KeyCode.Right)]
    [TestCase("\u001B[3~", KeyCode.Delete)]
    [TestCase("\u001BOA", KeyCode.Up)]
    [TestCase("\u001BOM", KeyCode.Enter)]
    public void Key_is_the_same_at_every_split(string sent, object code)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(sent);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            foreach (int pauseMs in new[] { 0, 120, 1999 })
            {
                Key[] keys = Run(bytes, cut, TimeSpan.FromMilliseconds(pauseMs));
                Assert.That(
                    keys.Select(static key => key.Code)
                        .Where(static one => one != KeyCode.Escape),
                    Is.EqualTo(new[] { KeyCode.Text, (KeyCode)code, KeyCode.Text }),
                    $"cut at {cut}, {pauseMs} ms");
            }
        }
    }

    [Test]
    public void Paste_presses_no_key_at_every_split(
        [ValueSource(nameof(s_pausesMs))] int pauseMs)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"\u001B[200~{Pasted}\u001B[201~");
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            Key[] keys = Run(bytes, cut, TimeSpan.FromMilliseconds(pauseMs));
            Assert.That(
                keys.Select(static key => key.Code),
                Is.All.AnyOf(KeyCode.Text, KeyCode.Paste, KeyCode.Escape),
                $"cut at {cut}");
            Assert.That(keys.Any(static key => key.Ctrl || key.Alt), Is.False);
            Assert.That(
                string.Concat(keys.Select(static key => key.Text)),
                Is.EqualTo($"a{Pasted.ReplaceLineEndings("\n")}z"),
                $"cut at {cut}");
        }
    }

    [Test]
    public void Paste_in_single_bytes_with_pauses_is_one_paste()
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"\u001B[200~{Pasted}\u001B[201~");
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        foreach (byte b in bytes)
        {
            keys.AddRange(decoder.Take([b]));
            keys.AddRange(Pause(decoder, TimeSpan.FromMilliseconds(79)));
        }

        Assert.That(keys, Is.EqualTo(
            new[] { new Key(KeyCode.Paste, Pasted.ReplaceLineEndings("\n")) }));
    }

    [Test]
    public void Paste_start_split_by_a_pause_does_not_send()
    {
        var decoder = new KeyDecoder();
        Key[] keys =
        [
            .. decoder.Take("\u001B[20"u8),
            .. Pause(decoder, TimeSpan.FromMilliseconds(120)),
            .. decoder.Take("0~line1\r"u8),
        ];
        Assert.That(keys, Is.Empty);
        Assert.That(decoder.IsWaiting, Is.True);
        Assert.That(
            decoder.Take("\u001B[201~"u8), Is.EqualTo(new[] { new Key(KeyCode.Paste, "line1\n") }));
    }

    [TestCase("\u001B[")]
    [TestCase("\u001B[12")]
    [TestCase("\u001B]")]
    [TestCase("\u001BP1")]
    [TestCase("\u001B[M")]
    [TestCase("\u00C3\u00A9", Description = "half of it")]
    public void User_regains_the_keyboard_after_an_incomplete_sequence(string begin)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(begin);
        bytes = bytes[0] == 0x1B ? bytes : bytes[..3];
        var decoder = new KeyDecoder();
        decoder.Take(bytes);
        Assert.That(decoder.IsWaiting, Is.True);
        Assert.That(decoder.Patience, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(decoder.GiveUp(), Is.Empty, "dropped without a key");
        Assert.That(decoder.IsWaiting, Is.False, "no timer remains");
        Assert.That(decoder.Take("\r"u8).Single().Code, Is.EqualTo(KeyCode.Enter));
        Assert.That(decoder.Take("x"u8), Is.EqualTo(new[] { Letter("x") }));
    }

    [Test]
    public void Escape_and_a_later_arrow_key_are_two_keys()
    {
        var decoder = new KeyDecoder();
        Key[] keys =
        [
            .. decoder.Take([0x1B]),
            .. Pause(decoder, TimeSpan.FromMilliseconds(300)),
            .. decoder.Take("\u001B[A"u8),
        ];
        Assert.That(keys, Is.EqualTo(new[] { new Key(KeyCode.Escape), new Key(KeyCode.Up) }));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Sequence_has_a_maximum_length(int beyond, bool isKey)
    {
        // The parameters and the final byte. Leading zeros do not change the number.
        int zeros = SequenceParser.MaxSequenceBytes + beyond - 2;
        byte[] bytes = Encoding.ASCII.GetBytes($"\u001B[{new string('0', zeros)}3~x");
        IReadOnlyList<Key> keys = new KeyDecoder().Take(bytes);
        Assert.That(
            keys.Select(static key => key.Code),
            Is.EqualTo(isKey ? [KeyCode.Delete, KeyCode.Text] : new[] { KeyCode.Text }));
    }

    [TestCase("\u001B[", '1')]
    [TestCase("\u001B[", ';')]
    [TestCase("\u001B[?", '1')]
    [TestCase("\u001B[1", ' ')]
    [TestCase("\u001BO", '1')]
    [TestCase("\u001B]", 'x')]
    [TestCase("\u001BP", '\r')]
    [TestCase("\u001BX", '~')]
    [TestCase("\u001B^", ' ')]
    [TestCase("\u001B_", '1')]
    [TestCase("\u009B", '1')]
    [TestCase("\u009D", 'x')]
    public void Endless_sequence_holds_neither_memory_nor_the_keyboard(
        string begin, char more)
    {
        const int reads = 512;
        byte[] piece = new byte[4096];
        Array.Fill(piece, (byte)more);
        var decoder = new KeyDecoder();
        decoder.Take(Encoding.UTF8.GetBytes(begin));
        decoder.Take(piece);
        decoder.Take(piece);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int keys = 0;
        for (int i = 0; i < reads; i++)
        {
            keys += decoder.Take(piece).Count;
        }

        long perRead = (GC.GetAllocatedBytesForCurrentThread() - before) / reads;
        Assert.That(keys, Is.Zero);
        Assert.That(perRead, Is.LessThan(1000), "bytes allocated for each read of 4,096");
        Assert.That(decoder.IsWaiting, Is.False, "its end is not awaited");
        Assert.That(decoder.Take("x"u8), Is.EqualTo(new[] { Letter("x") }));
    }

    [Test]
    public void Report_never_sends_or_changes_a_draft(
        [ValueSource(nameof(s_reports))] string report)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("draft");
        terminal.Type(report);
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(terminal.Typed, Is.EqualTo("draft"));
    }

    private static Key[] Run(byte[] bytes, int cut, TimeSpan pause)
    {
        var decoder = new KeyDecoder();
        return
        [
            .. decoder.Take("a"u8),
            .. decoder.Take(bytes.AsSpan(0, cut)),
            .. Pause(decoder, pause),
            .. decoder.Take(bytes.AsSpan(cut)),
            .. Pause(decoder, s_long),
            .. decoder.Take("z"u8),
        ];
    }

    /// <summary>Time without input, measured as the session does.</summary>
    private static List<Key> Pause(KeyDecoder decoder, TimeSpan left)
    {
        var keys = new List<Key>();
        while (decoder.IsWaiting && decoder.Patience <= left)
        {
            left -= decoder.Patience;
            keys.AddRange(decoder.GiveUp());
        }

        return keys;
    }

    private static Key Letter(string text) => new(KeyCode.Text, text);

    /// <summary>True for input that the decoder reads as one typed character.</summary>
    private static bool IsOneCharacter(byte[] rest)
    {
        Rune.DecodeFromUtf8(rest, out _, out int used);
        return rest.Length > 0 && used == rest.Length;
    }
}
