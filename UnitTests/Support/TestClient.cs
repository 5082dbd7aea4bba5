using System.Text;
using UnitTests.Sentences;

namespace UnitTests.Support;

/// <summary>A text client on a real socket, such as <c>nc</c>.</summary>
internal sealed class TestClient(int port, int receiveBufferBytes = 0)
    : TestClientSocket(port, receiveBufferBytes)
{
    private string _last = "nothing";

    /// <summary>Sends a name and reads the two lines of the answer.</summary>
    public void EnterAs(string name)
    {
        Name = name;
        Say(name);
        Expect(TextLine.Welcome(name));
        string second = ReadLine();
        Assert.That(
            second, Does.StartWith(TextLine.YouAreInStart("")), $"the second line of {name}");
    }

    public void Say(string line) => Send(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Reads the next line; the end of the stream fails the test.</summary>
    /// <returns>The line, without its line end.</returns>
    public string ReadLine() => TryReadLine(out string line)
        ? line
        : throw new AssertionException($"{Name} got the end, not a line, after: {_last}");

    /// <summary>Reads the next line; false at the end of the stream.</summary>
    public bool TryReadLine(out string line)
    {
        int seen = 0;
        int at;
        while ((at = Unread[seen..].IndexOf((byte)'\n')) < 0)
        {
            seen = Unread.Length;
            if (!Fill())
            {
                Assert.That(Unread.Length, Is.Zero, $"{Name}'s last line has no end: {Describe()}");
                line = string.Empty;
                return false;
            }
        }

        line = _last = Encoding.UTF8.GetString(Unread[..(seen + at)]);
        Use(seen + at + 1);
        return true;
    }

    /// <summary>Reads and compares the next lines.</summary>
    public void Expect(params string[] lines)
    {
        foreach (string line in lines)
        {
            Assert.That(ReadLine(), Is.EqualTo(line), $"the next line that {Name} got");
        }
    }

    /// <summary>Discards all lines up to and including this one.</summary>
    public void SkipTo(string line)
    {
        while (ReadLine() != line)
        {
        }
    }

    /// <summary>Expects no more lines, and an orderly end of the stream.</summary>
    public void ExpectEnd()
    {
        if (TryReadLine(out string line))
        {
            Assert.Fail($"{Name} got a line where the end was expected: {line}");
        }
    }

    /// <summary>
    /// Sends a ping and waits for its answer: by then the server has read all earlier lines.
    /// </summary>
    public void Ping()
    {
        Say("/ping");
        Expect(TextLine.Pong());
    }

    protected override string Describe() =>
        $"\"{_last}\", unread: \"{Encoding.UTF8.GetString(Unread)}\"";
}
