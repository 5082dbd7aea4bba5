using System.Text;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects;

/// <summary>Clients of other protocols, which are rejected in their own protocol.</summary>
internal sealed class RejectedProtocolTests
{
    [TestCase("GET / HTTP/1.1\r\nHost: chat\r\n\r\n", "http", DecodeStatus.Upgrade)]
    [TestCase("\u0016\u0003\u0001\u0002\u0000\u0001", "tls", DecodeStatus.Upgrade)]
    public void Client_of_another_protocol_is_rejected_or_handed_over_with_all_its_bytes(
        string said, string name, DecodeStatus status)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(said);
        IDialect guest = DialectSniffer.Sniff(bytes, DialectCatalog.Shared.Dialects)!;
        Assert.That(guest.Name, Is.EqualTo(name));
        Assert.That(guest.CarriesChat, Is.False);
        var state = default(DialectState);
        Decoded decoded = guest.Decode(ref state, bytes, 4096);
        Assert.That(decoded.Status, Is.EqualTo(status));
        bool isHandedOver = status == DecodeStatus.Upgrade;
        Assert.That(decoded.Used, Is.EqualTo(isHandedOver ? 0 : bytes.Length));
        Assert.That(decoded.Left, Is.EqualTo(bytes.Length));
        Assert.That(decoded.Refusal.Sentence, Does.Contain(name.ToUpperInvariant()));
    }

    [Test]
    public void Browser_gets_one_complete_HTTP_response()
    {
        string answer = Encoding.UTF8.GetString(Encode("http", EventKind.Refused));
        string[] parts = answer.Split("\r\n\r\n");
        Assert.That(parts, Has.Length.EqualTo(2));
        Assert.That(parts[0], Does.StartWith("HTTP/1.1 400 Bad Request\r\n"));
        Assert.That(parts[0], Does.Contain("\r\nConnection: close"));
        Assert.That(parts[0], Does.Contain($"\r\nContent-Length: {parts[1].Length}"));
        Assert.That(parts[1], Does.Contain("TcpChat").And.EndsWith("\n"));
    }

    [Test]
    public void TLS_client_gets_a_fatal_alert() =>
        Assert.That(
            Show.Bytes(Encode("tls", EventKind.Refused)),
            Is.EqualTo(@"\x15\x03\x03\x00\x02\x02("));

    [Test]
    public void Client_of_another_protocol_gets_only_the_refusal()
    {
        foreach (EventKind kind in Enum.GetValues<EventKind>().Where(k => k != EventKind.Refused))
        {
            Assert.That(Encode("http", kind), Is.Empty, $"{kind}");
            Assert.That(Encode("tls", kind), Is.Empty, $"{kind}");
        }
    }

    private static byte[] Encode(string name, EventKind kind)
    {
        var space = new byte[512];
        var writer = new ByteWriter(space);
        DialectCatalog.Shared.Dialects.Single(d => d.Name == name)
            .Encode(ref writer, new ServerEvent { Kind = kind, Name = "bob"u8, Text = "hi"u8 });
        Assert.That(writer.Overflowed, Is.False, "the space is too small");
        return space[..writer.Written];
    }
}
