using System.Text;
using SimpleClient.Terminal.Keys;

namespace UnitTests.Client.Terminal.Keys;

internal sealed class KeyDecoderTests
{
    private static readonly object[][] s_keys =
    [
        ["a", new Key(KeyCode.Text, "a")],
        ["\u00E9", new Key(KeyCode.Text, "\u00E9")],
        ["\U0001F600", new Key(KeyCode.Text, "\U0001F600")],
        ["\r", new Key(KeyCode.Enter)],
        ["\t", new Key(KeyCode.Tab)],
        ["\u007F", new Key(KeyCode.Backspace)],
        ["\u0001", new Key(KeyCode.Text, "a") { Ctrl = true }],
        ["\u001A", new Key(KeyCode.Text, "z") { Ctrl = true }],
        ["\u001B[A", new Key(KeyCode.Up)],
        ["\u001BOA", new Key(KeyCode.Up)],
        ["\u001B[1;3A", new Key(KeyCode.Up) { Alt = true }],
        ["\u001B\u001B[A", new Key(KeyCode.Up) { Alt = true }],
        ["\u001B[1;5C", new Key(KeyCode.Right) { Ctrl = true }],
        ["\u001BOd", new Key(KeyCode.Left) { Ctrl = true }],
        ["\u001B[d", new Key(KeyCode.Left) { Shift = true }],
        ["\u001BO5A", new Key(KeyCode.Up) { Ctrl = true }],
        ["\u001BO1;2A", new Key(KeyCode.Up) { Shift = true }],
        ["\u001BOM", new Key(KeyCode.Enter)],
        ["\u001BOp", new Key(KeyCode.Text, "0")],
        ["\u001BOk", new Key(KeyCode.Text, "+")],
        ["\u001B[7$", new Key(KeyCode.Home) { Shift = true }],
        ["\u001B[3^", new Key(KeyCode.Delete) { Ctrl = true }],
        ["\u009BA", new Key(KeyCode.Up)],
        ["\u008FA", new Key(KeyCode.Up)],
        ["\u001B\u00E9", new Key(KeyCode.Text, "\u00E9") { Alt = true }],
        ["\u001B[H", new Key(KeyCode.Home)],
        ["\u001B[1~", new Key(KeyCode.Home)],
        ["\u001B[4~", new Key(KeyCode.End)],
        ["\u001B[8~", new Key(KeyCode.End)],
        ["\u001BOF", new Key(KeyCode.End)],
        ["\u001B[3~", new Key(KeyCode.Delete)],
        ["\u001B[5~", new Key(KeyCode.PageUp)],
        ["\u001B[6~", new Key(KeyCode.PageDown)],
        ["\u001B[Z", new Key(KeyCode.Tab) { Shift = true }],
        ["\u001B1", new Key(KeyCode.Text, "1") { Alt = true }],
        ["\u001Bb", new Key(KeyCode.Text, "b") { Alt = true }],
        ["\u001B[I", new Key(KeyCode.FocusIn)],
        ["\u001B[O", new Key(KeyCode.FocusOut)],
        ["\u001BOP", new Key(KeyCode.Function, "1")],
        ["\u001B[15~", new Key(KeyCode.Function, "5")],
        ["\u001B[<0;10;20M", new Key(KeyCode.Click, "9;19")],
        ["\u001B\r", new Key(KeyCode.Enter) { Alt = true }],
        ["\u001B\u007F", new Key(KeyCode.Backspace) { Alt = true }],
        ["\u001B[200~a\r\nb\u001B[201~", new Key(KeyCode.Paste, "a\nb")],
        ["\u001B[200~\u001B[A\u001B[201~", new Key(KeyCode.Paste, "\u001B[A")],
    ];

    [TestCaseSource(nameof(s_keys))]
    public void Terminal_bytes_are_decoded_as_keys(string sent, object key)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(sent);
        for (int cut = 0; cut < bytes.Length; cut++)
        {
            var decoder = new KeyDecoder();
            Key[] keys =
                [.. decoder.Take(bytes.AsSpan(0, cut)), .. decoder.Take(bytes.AsSpan(cut))];
            Assert.That(keys, Is.EqualTo(new[] { key }), $"cut at {cut}");
            Assert.That(decoder.IsWaiting, Is.False);
        }
    }

    [TestCase("\u001B[25~")]
    [TestCase("\u001B[[A")]
    [TestCase("\u001BOT")]
    [TestCase("\u001B[?1;2c")]
    [TestCase("\u0000")]
    public void Unknown_sequence_is_dropped_whole(string sent)
    {
        Assert.That(new KeyDecoder().Take(Encoding.UTF8.GetBytes(sent + "x")), Is.EqualTo(
            new[] { new Key(KeyCode.Text, "x") }));
    }

    [Test]
    public void Invalid_UTF_8_is_dropped()
    {
        byte[] bytes = [0xFF, (byte)'a', 0xC3, (byte)'b', 0x80];
        Assert.That(
            string.Concat(new KeyDecoder().Take(bytes).Select(static key => key.Text)),
            Is.EqualTo("ab"));
    }

    [Test]
    public void Lone_Escape_is_a_key()
    {
        var decoder = new KeyDecoder();
        Assert.That(decoder.Take([0x1B]), Is.Empty);
        Assert.That(decoder.IsWaiting, Is.True);
        Assert.That(decoder.GiveUp(), Is.EqualTo(new[] { new Key(KeyCode.Escape) }));
        Assert.That(decoder.GiveUp(), Is.Empty);
        Assert.That(decoder.IsWaiting, Is.False);
    }

    [Test]
    public void Keys_after_a_paste_are_keys_again()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("\u001B[200~a\u001B[201~\rb");
        Assert.That(
            new KeyDecoder().Take(bytes).Select(static key => key.Code),
            Is.EqualTo(new[] { KeyCode.Paste, KeyCode.Enter, KeyCode.Text }));
    }

    [Test]
    public void Endless_paste_is_kept_up_to_its_limit()
    {
        var decoder = new KeyDecoder();
        byte[] much = new byte[KeyDecoder.MaxPasteBytes];
        Array.Fill(much, (byte)'x');
        decoder.Take("\u001B[200~"u8);
        decoder.Take(much);
        decoder.Take(much);
        Key key = decoder.Take("\u001B[201~"u8).Single();
        Assert.That(key.Text, Has.Length.EqualTo(KeyDecoder.MaxPasteBytes));
    }

    [TestCase("a\rb\r", 2, 4)]
    [TestCase("a\rb\rc\r", 2, 1)]
    [TestCase("\r\r\r", 2, 3, TestName = "A_held_Enter_is_no_paste")]
    [TestCase("a\r\u0001\rb\r", 2, 6, TestName = "A_command_among_them_is_no_paste")]
    public void Several_lines_in_one_read_are_an_unmarked_paste(
        string sent, int lines, int keys)
    {
        IReadOnlyList<Key> read = PasteDetector.Read(
            new KeyDecoder().Take(Encoding.UTF8.GetBytes(sent)), lines);
        Assert.That(read, Has.Count.EqualTo(keys));
        if (keys == 1)
        {
            Assert.That(read[0], Is.EqualTo(new Key(KeyCode.Paste, "a\nb\nc\n")));
        }
    }

    [Test]
    public void Junk_never_breaks_the_decoder()
    {
        var random = new Random(20261121);
        byte[] junk = new byte[20_000];
        random.NextBytes(junk);
        for (int i = 0; i < junk.Length; i += 3)
        {
            junk[i] = (byte)"\u001B[O;~2"[random.Next(6)];
        }

        var decoder = new KeyDecoder();
        foreach (byte[] piece in junk.Chunk(7))
        {
            decoder.Take(piece);
        }

        decoder.Take("\u001B[201~"u8);
        decoder.GiveUp();
        Assert.That(decoder.Take("x"u8).Single().Text, Is.EqualTo("x"));
    }

    [TestCase("\u001B[200~")]
    [TestCase("a\u001B[200~")]
    public void Paste_without_an_end_blocks_the_keyboard_for_at_most_two_seconds(string begin)
    {
        var decoder = new KeyDecoder();
        decoder.Take(Encoding.UTF8.GetBytes(begin + "some text\r\nand more"));
        Assert.That(decoder.IsWaiting, Is.True);
        Assert.That(decoder.Patience, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(
            decoder.GiveUp(),
            Is.EqualTo(new[] { new Key(KeyCode.Paste, "some text\nand more") }));
        Assert.That(decoder.IsWaiting, Is.False);
        Assert.That(decoder.Patience, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(decoder.Take([3]).Single().IsCtrl('c'), Is.True);
        Assert.That(decoder.Take("\u001B[201~"u8), Is.Empty, "a late end of a paste");
    }

    [TestCase("one\r", "\ntwo", "\ntwo")]
    [TestCase("one\r\n\r", "\ntwo", "\n\ntwo")]
    [TestCase("one\r", "two", "\ntwo")]
    [TestCase("one\n", "\rtwo", "\n\ntwo")]
    [TestCase("one\r\n", "two", "\ntwo")]
    [TestCase("one\u2028", "two", "\ntwo")]
    [TestCase("one\f\u0085\u2029", "two", "\n\n\ntwo")]
    public void Line_end_split_by_a_pause_is_one_line_end(
        string first, string rest, string text)
    {
        var decoder = new KeyDecoder();
        decoder.Take(Encoding.UTF8.GetBytes("\u001B[200~" + first));
        Assert.That(decoder.GiveUp().Single().Text, Is.EqualTo("one"));
        IReadOnlyList<Key> keys = decoder.Take(Encoding.UTF8.GetBytes(rest + "\u001B[201~"));
        Assert.That(keys, Is.EqualTo(new[] { new Key(KeyCode.Paste, text) }));
    }

    [Test]
    public void Split_end_of_a_paste_is_not_part_of_the_text()
    {
        for (int cut = 0; cut < 6; cut++)
        {
            var decoder = new KeyDecoder();
            decoder.Take(Encoding.UTF8.GetBytes("\u001B[200~x" + "\u001B[201~"[..cut]));
            Assert.That(decoder.GiveUp().Single().Text, Is.EqualTo("x"), $"cut at {cut}");
        }
    }
}
