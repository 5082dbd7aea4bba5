using System.Text;
using SimpleClient.Plain;

namespace UnitTests.Client.Plain;

/// <summary>Lines of bytes. Invalid UTF-8 is a fault, and no byte is replaced.</summary>
internal sealed class LineSplitterTests
{
    private static readonly Encoding s_latin1 = Encoding.Latin1;

    [TestCase("", "")]
    [TestCase("one", "one")]
    [TestCase("one\n", "one")]
    [TestCase("one\ntwo", "one|two")]
    [TestCase("one\r\ntwo\r\n", "one|two")]
    [TestCase("one\rtwo\r", "one|two")]
    [TestCase("\n\n", "|")]
    [TestCase("\r\n\r\n", "|")]
    [TestCase("\u00EF\u00BB\u00BFone\n\u00EF\u00BB\u00BFtwo", "one|\uFEFFtwo")]
    [TestCase("\u00EF\u00BB\u00BF", "")]
    [TestCase("b\u00C3\u00A4r\n", "b\u00E4r")]
    [TestCase("\u00EF\u00BF\u00BD\n", "\uFFFD")]
    [TestCase("b\u00E4r\none", "FAULT 1|one")]
    [TestCase("one\n\u00C3\ntwo", "one|FAULT 2|two")]
    [TestCase("one\n\u00C3", "one|FAULT 2")]
    [TestCase("\u00C0\u00AF\n", "FAULT 1")]
    [TestCase("\u00ED\u00A0\u0080\n", "FAULT 1")]
    [TestCase("\u00F4\u0090\u0080\u0080\n", "FAULT 1")]
    [TestCase("\u00FF\u00FEo\0n\0e\0\n\0", "FAULT 1|\0")]
    public void Lines_are_the_same_at_any_piece_size(string bytes, string lines)
    {
        byte[] all = s_latin1.GetBytes(bytes);
        for (int size = 1; size <= all.Length + 1; size++)
        {
            Assert.That(Read(new SlowStream(all, size)), Is.EqualTo(lines), $"{size} at a time");
        }
    }

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(1_000_000, true)]
    public void Overlong_line_is_a_fault_and_the_next_line_is_read(int more, bool isFault)
    {
        string line = new('x', LineSplitter.MaxLineBytes + more);
        byte[] all = s_latin1.GetBytes($"{line}\nnext");
        var splitter = new LineSplitter(new MemoryStream(all));
        Assert.That(splitter.Read()!.Fault is not null, Is.EqualTo(isFault));
        Assert.That(splitter.Read()!.Text, Is.EqualTo("next"));
        Assert.That(splitter.Read(), Is.Null);
    }

    private static string Read(Stream stream)
    {
        var splitter = new LineSplitter(stream);
        var all = new List<string>();
        while (splitter.Read() is { } line)
        {
            Assert.That(line.Number, Is.EqualTo(all.Count + 1));
            all.Add(line.Fault is null ? line.Text : $"FAULT {line.Number}");
        }

        return string.Join('|', all);
    }

    /// <summary>Returns a few bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, size));

        public override int Read(Span<byte> buffer) =>
            base.Read(buffer[..Math.Min(buffer.Length, size)]);
    }
}
