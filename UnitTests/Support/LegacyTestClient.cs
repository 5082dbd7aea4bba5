using System.Net.Sockets;
using System.Text;

namespace UnitTests.Support;

/// <summary>A client of one of the older chat programs on a real socket.</summary>
internal sealed class LegacyTestClient : TestClientSocket
{
    private string _last = "nothing";

    public LegacyTestClient(int port, string name)
        : base(port) => Name = name;

    public void Say(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads and compares the next bytes, over as many receives as it takes.</summary>
    public void Expect(string text)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        while (Unread.Length < bytes && Fill())
        {
        }

        int there = Math.Min(bytes, Unread.Length);
        _last = Encoding.UTF8.GetString(Unread[..there]);
        Use(there);
        Assert.That(_last, Is.EqualTo(text), $"what {Name} got next");
    }

    /// <summary>Discards all input up to and including this text.</summary>
    public void SkipTo(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int at;
        while ((at = Unread.IndexOf(bytes)) < 0)
        {
            Assert.That(Fill(), Is.True, $"{Name} got the end before: {text}");
        }

        _last = text;
        Use(at + bytes.Length);
    }

    /// <summary>
    /// Expects a reset and nothing before it. After an orderly end the old program spins.
    /// </summary>
    public void ExpectReset()
    {
        Assert.That(Unread.Length, Is.Zero, Describe());
        int got = Socket.Receive(new byte[100], SocketFlags.None, out SocketError error);
        Assert.That(error, Is.EqualTo(SocketError.ConnectionReset), $"{Name} received {got} bytes");
    }

    protected override string Describe() =>
        $"\"{_last}\", unread: \"{Encoding.UTF8.GetString(Unread)}\"";
}
