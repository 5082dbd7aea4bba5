using System.Text;
using EventLoopServer.Sentences;
using Protocol;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Names;
using Protocol.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Peers;

/// <summary>Refused input gets its refusal, and other clients are not affected.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class RefusalTests(ServerParking parking)
{
    private const int Limit = WireLimits.DefaultMessageBytes;

    private static readonly string s_tooLong =
        TextLine.Refused(RefusalCode.MessageTooLong, $"{Limit}");

    private ServerUnderTest _server = null!;
    private TestClient _other = null!;

    [SetUp]
    public void Start()
    {
        _server = new ServerUnderTest(parking);
        _other = _server.Text("other");
    }

    [TearDown]
    public void Stop()
    {
        _other.Dispose();
        _server.Dispose();
    }

    [Test]
    public void Malformed_frame_closes_only_its_connection()
    {
        using NativeTestClient broken = _server.Native("broken");
        _other.Expect(TextLine.Joined("broken"));

        // Its target announces 100 bytes, and the body ends after three.
        byte[] body = [1, 100, (byte)'x'];
        byte[] frame = [0, 0, 0, 0, .. body];
        BitConverter.TryWriteBytes(frame, new FrameHeader((byte)RequestVerb.Say, body.Length).Bits);

        // Bytes after it are never decoded, and must not turn the goodbye text into a reset.
        broken.Send([.. frame, .. new byte[40_000]]);
        TestClientEvent refused = broken.Expect(EventKind.Refused);
        Assert.That(refused.Number, Is.EqualTo((ulong)RefusalCode.Malformed), $"{refused}");
        TestClientEvent goodbye = broken.Expect(EventKind.Goodbye);
        Assert.That(goodbye.Number, Is.EqualTo((ulong)GoodbyeReason.Malformed), $"{goodbye}");
        broken.ExpectEnd();

        _other.Expect(TextLine.Left("broken", GoodbyeSentences.OthersClosed));
        _other.Ping();
    }

    [Test]
    public void Endless_line_takes_little_memory_and_is_refused_once()
    {
        using TestClient client = _server.Text("client");
        _other.Expect(TextLine.Joined("client"));
        int before = _server.Ask(server => server.Slab.Made);
        byte[] much = new byte[64 * 1024];
        much.AsSpan().Fill((byte)'a');
        for (int sent = 0; sent < 1024 * 1024; sent += much.Length)
        {
            client.Send(much);
        }

        _other.Ping();
        Assert.That(
            _server.Ask(server => server.Slab.Made),
            Is.LessThanOrEqualTo(Math.Max(before, 64)),
            "slices made: a line over the limit has to be swallowed, not kept");
        client.Say("aaa");
        client.Expect(s_tooLong);
        client.Say("short");
        client.Ping();
        _other.Expect("client: short");
    }

    [TestCase("a\0b", CharacterSentences.Nul)]
    [TestCase("a\u001B[2Jb", CharacterSentences.Escape)]
    public void Text_with_forbidden_characters_is_refused(string text, string what)
    {
        using TestClient client = _server.Text("client");
        _other.Expect(TextLine.Joined("client"));
        client.Say(text);
        client.Expect(TextLine.Refused(RefusalCode.ForbiddenCharacters, what));
        client.Say("a\u202Eb");
        client.Expect(TextLine.Refused(
            RefusalCode.ForbiddenCharacters, CharacterSentences.DirectionOverride(0x202E)));
        client.Say("fine");
        _other.Expect("client: fine");
    }

    [Test]
    public void Invalid_UTF_8_is_refused_in_both_dialects()
    {
        using TestClient client = _server.Text("client");
        using NativeTestClient program = _server.Native("program");
        client.Send([0xC3, 0x28, (byte)'\n']);
        client.Expect(
            TextLine.Joined("program"),
            TextLine.Refused(RefusalCode.NotUtf8));

        byte[] frame = program.RequestBytes(RequestVerb.Say, text: "xx");
        frame[^1] = 0xC3;
        program.Send(frame);
        TestClientEvent refused = program.Expect(EventKind.Refused);
        Assert.That(refused.Number, Is.EqualTo((ulong)RefusalCode.NotUtf8), $"{refused}");
        program.Ping();
        _other.Expect(TextLine.Joined("client"), TextLine.Joined("program"));
        _other.Ping();
    }

    [Test]
    public void Message_at_the_limit_is_sent_and_a_longer_one_is_refused()
    {
        using TestClient client = _server.Text("client");
        using NativeTestClient program = _server.Native("program");
        client.Expect(TextLine.Joined("program"));
        foreach (int bytes in (int[])[Limit - 1, Limit])
        {
            string text = new('x', bytes);
            client.Say(text);
            Assert.That(program.Expect(EventKind.Said).Text, Is.EqualTo(text));
            program.Say(text);
            program.Expect(EventKind.Said);
            program.Expect(EventKind.Done);
            client.Expect($"program: {text}");
        }

        foreach (int bytes in (int[])[Limit + 1, Limit + 513, 10 * Limit])
        {
            string text = new('x', bytes);
            client.Say(text);
            client.Expect(s_tooLong);
            ulong id = program.Request(RequestVerb.Say, text: text);
            TestClientEvent refused = program.Expect(EventKind.Refused);
            Assert.That(
                refused.Number, Is.EqualTo((ulong)RefusalCode.MessageTooLong), $"{refused}");
            Assert.That(refused.RequestId, Is.EqualTo(id), "the request that is refused");
        }

        program.Ping();
        client.Ping();
    }

    [Test]
    public void Unknown_frame_kind_is_refused_and_the_connection_continues()
    {
        using NativeTestClient program = _server.Native("program");
        foreach (byte kind in (byte[])[0x01, 0x55, 0xFF])
        {
            byte[] frame = program.RequestBytes(RequestVerb.Ping);
            frame[FrameHeader.Bytes - 1] = kind;
            program.Send(frame);
            TestClientEvent refused = program.Expect(EventKind.Refused);
            Assert.That(
                refused.Number,
                Is.EqualTo((ulong)RefusalCode.UnknownCommand),
                $"{kind:X2}: {refused}");
            Assert.That(refused.RequestId, Is.EqualTo(frame[FrameHeader.Bytes]), $"kind {kind:X2}");
        }

        program.Ping();
    }

    [Test]
    public void Taken_or_invalid_name_can_be_retried_on_the_same_connection()
    {
        using TestClient client = _server.Text();
        client.Say("OTHER");
        client.Expect(TextLine.Refused(RefusalCode.NameTaken, "OTHER"));
        client.Say("two words");
        Assert.That(
            client.ReadLine(),
            Does.StartWith($"-- {NameRule.CheckName("two words"u8)} "));
        client.Send([0xFF, 0xFF, 0xC3, 0x28, (byte)'\n']);
        Assert.That(client.ReadLine(), Does.EndWith(Refusal.For(RefusalCode.NameInvalid).Advice));
        client.EnterAs("client");

        using NativeTestClient program = _server.Native();
        program.Hello();
        program.Say("too early");
        Assert.That(
            program.Expect(EventKind.Refused).Number, Is.EqualTo((ulong)RefusalCode.NameNeeded));
        program.Request(RequestVerb.Name, "Client");
        Assert.That(
            program.Expect(EventKind.Refused).Number, Is.EqualTo((ulong)RefusalCode.NameTaken));
        program.Request(RequestVerb.Name, "a b");
        Assert.That(
            program.Expect(EventKind.Refused).Number, Is.EqualTo((ulong)RefusalCode.NameInvalid));
        program.Request(RequestVerb.Name, "program");
        program.Expect("Named program", "Joined [lobby] #4 x3");
    }

    [TestCase("/jion dev", "jion", "join")]
    [TestCase("/HIST", "HIST", "history")]
    [TestCase("/unbna bob", "unbna", "", Description = "/unban is for operators only")]
    [TestCase("/xyzzy", "xyzzy", "")]
    public void Mistyped_command_is_refused_with_the_nearest_command(
        string line, string word, string meant)
    {
        using TestClient client = _server.Text("client");
        client.Say(line);
        var refusal = Refusal.For(RefusalCode.UnknownCommand, word);
        string advice = meant.Length > 0
            ? ChatSentences.DidYouMean(meant, refusal.Advice)
            : refusal.Advice;
        client.Expect($"-- {refusal.Sentence} {advice}");
    }

    [Test]
    public void Unknown_command_is_quoted_without_control_characters()
    {
        using TestClient client = _server.Text("client");
        client.Say("/d\u001B[31m\u009B");
        client.Expect(TextLine.Refused(RefusalCode.UnknownCommand, "d\uFFFD[31m\uFFFD"));
        client.Send(Encoding.UTF8.GetBytes("//not a command\n"));
        _other.Expect(TextLine.Joined("client"), "client: /not a command");
    }
}
