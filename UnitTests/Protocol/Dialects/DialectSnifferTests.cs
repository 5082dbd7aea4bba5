using System.Text;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;

namespace UnitTests.Protocol.Dialects;

internal sealed class DialectSnifferTests
{
    [TestCase("native", "\u0089TCH", 4)]
    [TestCase("tls", "\u0016\u0003\u0001", 2)]
    [TestCase("http", "GET / HTTP/1.1", 4)]
    [TestCase("http", "POST /", 5)]
    [TestCase("http", "HEAD /", 5)]
    [TestCase("http", "PUT /", 4)]
    [TestCase("http", "DELETE /", 7)]
    [TestCase("http", "OPTIONS *", 8)]
    [TestCase("http", "PATCH /", 6)]
    [TestCase("http", "CONNECT a", 8)]
    [TestCase("http", "TRACE /", 6)]
    [TestCase("text", "alice\n", 1)]
    [TestCase("text", "GETTY\n", 4)]
    [TestCase("text", "GET\n", 4)]
    [TestCase("text", "Poe\n", 2)]
    [TestCase("text", "\u0089TCP", 4)]
    [TestCase("text", "\u0016\n", 2)]
    [TestCase("text", "\u00FF\u00FD\u0001", 1)]
    [TestCase("text", "get / HTTP/1.1", 1)]
    [TestCase("text", " GET / HTTP/1.1", 1)]
    public void Dialect_is_recognised_at_its_first_distinctive_byte(
        string name, string first, int needed)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(first);
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.That(
                Sniff(bytes.AsSpan(0, length)),
                Is.EqualTo(length < needed ? null : name),
                $"{length} bytes");
        }
    }

    [TestCase("G")]
    [TestCase("GE")]
    [TestCase("GET")]
    [TestCase("P")]
    [TestCase("OPTIONS")]
    [TestCase("\u0089")]
    [TestCase("\u0089TC")]
    [TestCase("\u0016")]
    public void Ambiguous_first_bytes_need_more_input(string first) =>
        Assert.That(Sniff(Encoding.Latin1.GetBytes(first)), Is.Null);

    [Test]
    public void No_first_byte_of_UTF_8_or_telnet_opens_the_native_dialect()
    {
        for (int b = 0; b < 256; b++)
        {
            Recognition expected = b == 0x89 ? Recognition.Maybe : Recognition.No;
            Assert.That(
                DialectCatalog.Native.Recognise([(byte)b]), Is.EqualTo(expected), $"0x{b:X2}");
        }
    }

    [Test]
    public void Every_dialect_is_recognised_within_MaxBytes()
    {
        for (int b = 0; b < 256; b++)
        {
            var first = new byte[DialectSniffer.MaxBytes];
            first[0] = (byte)b;
            Assert.That(Sniff(first), Is.Not.Null, $"0x{b:X2} and zeros");
        }

        Assert.That(Sniff("OPTIONS "u8), Is.EqualTo("http"));
    }

    [Test]
    public void Dialects_of_the_shared_port_have_unique_names_and_encodings()
    {
        var state = default(DialectState);
        int[] encodings = [.. DialectCatalog.Shared.Dialects.Select(d => d.EncodingOf(state))];
        Assert.That(encodings, Is.Unique);
        Assert.That(encodings, Is.All.InRange(0, DialectCatalog.Encodings - 1));
        Assert.That(DialectCatalog.Shared.Dialects.Select(d => d.Name), Is.Unique);
        Assert.That(
            DialectCatalog.Shared.Dialects[^1],
            Is.SameAs(DialectCatalog.Text),
            "The text dialect takes whatever comes, so it has to be asked last.");
    }

    [TestCase("", false)]
    [TestCase("\u0089", true)]
    [TestCase("\u0089TC", true)]
    [TestCase("\u0089TCH", false)]
    [TestCase("\u0089x", false)]
    [TestCase("\u0016", true)]
    [TestCase("\u0016x", false)]
    [TestCase("GE", false)]
    [TestCase("alice", false)]
    public void First_bytes_that_only_programs_send_are_recognised(string first, bool isProgram) =>
        Assert.That(
            DialectSniffer.IsBeginningOfProgram(
                Encoding.Latin1.GetBytes(first), DialectCatalog.Shared.Dialects),
            Is.EqualTo(isProgram));

    private static string? Sniff(ReadOnlySpan<byte> first) =>
        DialectSniffer.Sniff(first, DialectCatalog.Shared.Dialects)?.Name;
}
