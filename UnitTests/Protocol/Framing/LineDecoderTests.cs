using System.Text;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Framing;

internal sealed class LineDecoderTests
{
    private const int LineBytes = 20;

    [TestCase("hi\n", "hi|")]
    [TestCase("hi\r\n", "hi|")]
    [TestCase("hi\r\r\n", "hi\\x0D|")]
    [TestCase("h\ri\n", "h\\x0Di|")]
    [TestCase("\n\r\n", "||")]
    [TestCase("a\nb\r\nc", "a|b|")]
    [TestCase("\r", "")]
    public void Only_LF_and_CRLF_end_a_line(string stream, string lines)
    {
        for (int cut = 0; cut <= stream.Length; cut++)
        {
            Assert.That(Lines(stream, cut), Is.EqualTo(lines), $"cut at {cut}");
        }
    }

    [TestCase(LineBytes - 1, false)]
    [TestCase(LineBytes, false)]
    [TestCase(LineBytes + 1, true)]
    [TestCase(LineBytes + 2, true)]
    [TestCase(10 * LineBytes, true)]
    public void Line_over_the_limit_is_refused_once_at_its_end(int bytes, bool refused)
    {
        string text = new('x', bytes);
        foreach (string end in new[] { "\n", "\r\n" })
        {
            string stream = $"a\n{text}{end}b\n";
            string expected = refused ? "a|!b|" : $"a|{text}|b|";
            for (int cut = 0; cut <= stream.Length; cut++)
            {
                Assert.That(Lines(stream, cut), Is.EqualTo(expected), $"cut at {cut}");
            }
        }
    }

    [Test]
    public void Line_without_an_end_is_not_buffered_beyond_the_limit()
    {
        var input = new ClientInput(DialectCatalog.Text);
        byte[] piece = Frames.Filler(1000);
        for (int i = 0; i < 1000; i++)
        {
            input.Feed(piece);
        }

        Assert.That(input.Waiting, Is.Zero);
        Assert.That(input.Found, Is.Empty);
        input.Feed("\nalice\n"u8);
        Assert.That(input.Found, Has.Count.EqualTo(2));
        Assert.That(input.Found[0], Does.StartWith("MessageTooLong: "));
        Assert.That(input.Found[1], Does.StartWith("Name #0 ").And.Contain("target=alice"));
    }

    [Test]
    public void Used_bytes_never_exceed_the_remaining_bytes()
    {
        byte[] input = [(byte)'a', 0xFF, 0xFD, 1, (byte)'b', 0xFF];
        bool swallowing = false;
        DecodeStatus status = LineDecoder.Decode(
            ref swallowing, input, LineBytes, out int used, out _, out int left);
        Assert.That(status, Is.EqualTo(DecodeStatus.NeedMore));
        Assert.That(used, Is.Zero);
        Assert.That(Show.Bytes(input.AsSpan(0, left)), Is.EqualTo(@"ab\xFF"));
    }

    /// <summary>Lines as <c>text|</c>, a refused one as <c>!</c>.</summary>
    private static string Lines(string stream, int cut)
    {
        byte[] all = Encoding.Latin1.GetBytes(stream);
        var found = new StringBuilder();
        bool swallowing = false;
        byte[] waiting = [];
        foreach (byte[] piece in new[] { all[..cut], all[cut..] })
        {
            waiting = [.. waiting, .. piece];
            DecodeStatus status;
            do
            {
                status = LineDecoder.Decode(
                    ref swallowing, waiting, LineBytes, out int used, out var line, out int left);
                _ = status switch
                {
                    DecodeStatus.Item => found.Append(Show.Bytes(line)).Append('|'),
                    DecodeStatus.Refused => found.Append('!'),
                    _ => found,
                };
                waiting = waiting[used..left];
            }
            while (status != DecodeStatus.NeedMore);
        }

        return found.ToString();
    }
}
