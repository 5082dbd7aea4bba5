using Protocol;
using Protocol.Dialects.Catalog;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Sentences;

namespace UnitTests.Protocol.Dialects.Native;

internal sealed class NativeHelloTests
{
    [Test]
    public void Hello_carries_agent_token_and_capabilities()
    {
        var space = new byte[128];
        var writer = new ByteWriter(space);
        NativeWire.WriteHello(ref writer, "tool 2"u8, "secret"u8, 0b101);
        var input = new ClientInput(DialectCatalog.Native);
        input.Feed(space.AsSpan(0, writer.Written));
        Assert.That(
            input.Found.Single(),
            Is.EqualTo("Hello #0 word= target=secret text=tool 2 number=0"));
        Assert.That(input.Version, Is.EqualTo(NativeWire.Version));
        Assert.That(input.Capabilities, Is.EqualTo(0b101));
    }

    [TestCase(1, 1, 1)]
    [TestCase(1, 9, 1)]
    [TestCase(0, 1, 1)]
    [TestCase(0, 9, 1)]
    [TestCase(2, 9, 0)]
    [TestCase(0, 0, 0)]
    public void Version_is_the_highest_common_one_or_zero(
        byte lowest, byte highest, byte version)
    {
        var input = new ClientInput(DialectCatalog.Native);
        input.Feed(Frames.OpeningWith([lowest, highest]));
        Assert.That(input.IsClosed, Is.False);
        Assert.That(input.Found, Has.Count.EqualTo(1));
        Assert.That(input.Version, Is.EqualTo(version));
    }

    [Test]
    public void Hello_of_a_newer_client_may_have_more_fields()
    {
        List<string> found = ClientInput.All(
            DialectCatalog.Native, Frames.OpeningWith([1, 1, 0, 1, (byte)'a', 0, 0xFF, 0xFF]));
        Assert.That(found.Single(), Is.EqualTo("Hello #0 word= target= text=a number=0"));
    }

    [Test]
    public void Hello_may_end_only_between_two_fields()
    {
        byte[] body = [1, 1, 0x85, 0x01, 2, (byte)'a', (byte)'b', 1, (byte)'t'];
        int[] between = [2, 4, 7, 9];
        for (int length = 2; length <= body.Length; length++)
        {
            var input = new ClientInput(DialectCatalog.Native);
            input.Feed(Frames.OpeningWith(body.AsSpan(0, length)));
            Assert.That(input.IsClosed, Is.EqualTo(!between.Contains(length)), $"{length} bytes");
        }
    }

    [Test]
    public void Reversed_version_range_is_malformed()
    {
        var input = new ClientInput(DialectCatalog.Native);
        input.Feed(Frames.OpeningWith([2, 1]));
        Assert.That(input.IsClosed, Is.True);
    }

    [TestCase(WireLimits.HelloBytes - 1, false)]
    [TestCase(WireLimits.HelloBytes, false)]
    [TestCase(WireLimits.HelloBytes + 1, true)]
    public void Hello_has_a_size_limit_independent_of_messages(int bytes, bool closed)
    {
        foreach (int message in new[] { WireLimits.MinMessageBytes, WireLimits.MaxMessageBytes })
        {
            var body = new byte[bytes];
            body[0] = 1;
            body[1] = 1;
            var input = new ClientInput(DialectCatalog.Native, message);
            input.Feed(Frames.OpeningWith(body));
            Assert.That(input.IsClosed, Is.EqualTo(closed), $"messages of {message} bytes");
        }
    }

    [Test]
    public void Frame_before_the_hello_is_malformed()
    {
        var input = new ClientInput(DialectCatalog.Native);
        input.Feed([.. NativeWire.Magic, .. Frames.Frame(2, [1, 1, (byte)'a'])]);
        Assert.That(input.IsClosed, Is.True);
        Assert.That(input.Found, Has.Exactly(1).Contains(MalformedSentences.NoHello));
    }

    [Test]
    public void Second_hello_is_an_unknown_verb()
    {
        List<string> found = ClientInput.All(
            DialectCatalog.Native, [.. Frames.Opening(), .. Frames.Frame(1, [1, 1, 0])]);
        Assert.That(found, Has.Count.EqualTo(2));
        Assert.That(found[1], Does.StartWith("255 #1 "));
    }

    [Test]
    public void Wrong_magic_is_malformed_at_its_first_wrong_byte()
    {
        for (int wrong = 0; wrong < NativeWire.Magic.Length; wrong++)
        {
            byte[] magic = NativeWire.Magic.ToArray();
            magic[wrong] ^= 0x20;
            var input = new ClientInput(DialectCatalog.Native);
            input.Feed(magic.AsSpan(0, wrong));
            Assert.That(input.IsClosed, Is.False, $"before byte {wrong}");
            input.Feed(magic.AsSpan(wrong, 1));
            Assert.That(input.IsClosed, Is.True, $"byte {wrong}");
        }
    }
}
