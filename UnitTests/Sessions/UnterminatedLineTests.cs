using System.Text;
using EventLoopServer.Configuration;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Transport.Tls;

namespace UnitTests.Sessions;

/// <summary>
/// A client sends a line without its end and then shuts down its sending side, as
/// <c>printf 'alice\nhello' | nc</c> does.
/// </summary>
internal sealed class UnterminatedLineTests
{
    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCase("hello", "ann: hello\n")]
    [TestCase("hello\n", "ann: hello\n")]
    [TestCase("hello\r", "ann: hello\n")]
    [TestCase("one\ntwo", "ann: one\nann: two\n")]
    [TestCase("/me waves", "* ann waves\n")]
    [TestCase("@bob psst", "(private) ann: psst\n")]
    [TestCase("   ", "")]
    [TestCase("", "")]
    [TestCase("quit", "")]
    public void The_last_line_is_taken_at_the_end_of_the_input(string sent, string seen)
    {
        SimTransport bob = Enter("bob");
        SimTransport ann = Enter("ann");
        Read(bob);
        ann.Write(Encoding.UTF8.GetBytes(sent));
        ann.End();
        _server.Settle();
        Assert.That(Read(bob), Is.EqualTo($"{seen}{TextLine.Left("ann")}\n"));
    }

    [Test]
    public void The_end_of_the_input_ends_the_line_also_when_it_comes_later()
    {
        SimTransport bob = Enter("bob");
        SimTransport ann = Enter("ann");
        ann.Write("hello"u8);
        _server.Settle();
        Read(bob);
        ann.End();
        _server.Settle();
        Assert.That(Read(bob), Does.StartWith("ann: hello\n"));
    }

    [Test]
    public void A_name_without_an_end_is_taken()
    {
        SimTransport bob = Enter("bob");
        SimTransport ann = _server.Connect();
        ann.Write("ann"u8);
        ann.End();
        _server.Settle();
        Assert.That(Read(ann), Does.Contain(TextLine.Welcome("ann")));
        Assert.That(Read(bob), Does.Contain("ann"));
    }

    [Test]
    public void A_connection_that_is_reset_says_nothing_more()
    {
        SimTransport bob = Enter("bob");
        SimTransport ann = Enter("ann");
        ann.Write("hello"u8);
        _server.Settle();
        Read(bob);
        ann.Reset();
        _server.Settle();
        Assert.That(Read(bob), Does.Not.Contain("hello"));
    }

    [TestCase(4095, true)]
    [TestCase(4096, true)]
    [TestCase(4097, false)]
    [TestCase(8000, false)]
    public void The_last_line_keeps_to_the_same_limit(int bytes, bool isSaid)
    {
        SimTransport bob = Enter("bob");
        SimTransport ann = Enter("ann");
        Read(bob);
        ann.Write(Encoding.ASCII.GetBytes(new string('x', bytes)));
        ann.End();
        _server.Settle();
        Assert.That(Read(bob).Contains('x'), Is.EqualTo(isSaid));
        Assert.That(
            Read(ann).Contains(TextLine.Refused(RefusalCode.MessageTooLong, "4096")),
            Is.EqualTo(!isSaid));
    }

    [TestCase(new byte[] { (byte)'h', 0xC3 }, Description = "half a character")]
    [TestCase(new byte[] { (byte)'h', 0x1B }, Description = "a control character")]
    public void The_last_line_keeps_to_the_same_rules(byte[] sent)
    {
        SimTransport bob = Enter("bob");
        SimTransport ann = Enter("ann");
        Read(bob);
        ann.Write(sent);
        ann.End();
        _server.Settle();
        Assert.That(Read(bob), Is.EqualTo($"{TextLine.Left("ann")}\n"));
        Assert.That(Read(ann), Does.StartWith("-- "));
    }

    [Test]
    public void Half_a_frame_of_a_program_is_not_a_request()
    {
        SimTransport bob = Enter("bob");
        var ann = new NativePeer(_server.Connect());
        ann.Hello();
        ann.Request(global::Protocol.Messages.RequestVerb.Name, 1, "ann");
        _server.Settle();
        ann.Wire.Write([9, 0, 0, 0, 1]);
        _server.Settle();
        Read(bob);
        ann.Wire.End();
        _server.Settle();
        Assert.That(Read(bob), Is.EqualTo($"{TextLine.Left("ann")}\n"));
    }

    [TestCase(true)]
    [TestCase(false, Description = "cut off on the way: nobody knows that the line is whole")]
    public void Behind_tls_only_its_own_end_ends_the_line(bool isClosedProperly)
    {
        Stop();
        _server = new SimServer(new ServerOptions { Certificate = TestCertificate.Own });
        SimTransport bob = Enter("bob");
        using var ann = new TlsPeer(_server);
        ann.ShakeHands().EnterAs("ann");
        ann.Send("hello"u8.ToArray());
        _server.Settle();
        Read(bob);
        if (isClosedProperly)
        {
            ann.SayEnd();
        }
        else
        {
            ann.Wire.End();
        }

        _server.Settle();
        Assert.That(Read(bob).Contains("ann: hello\n"), Is.EqualTo(isClosedProperly));
    }

    [TestCase("username", "ann: ")]
    [TestCase("nick", "ann: ")]
    [TestCase("nickname", "ann: ")]
    [TestCase("prompt", "")]
    [TestCase("name-first", "")]
    public void Older_clients_say_their_last_receive(string dialect, string head)
    {
        using FakeOldServer server = new FakeOldServer();
        LegacyPeer ann = server.Enter(dialect, "ann");
        LegacyPeer bob = server.Enter("chat", "bob");
        ann.Wire.Write(Encoding.UTF8.GetBytes($"{head}hello"));
        ann.End();
        server.Pass(300);
        Assert.That(string.Concat(bob.Take()), Does.Contain("ann: hello\n"));
    }

    private SimTransport Enter(string name)
    {
        SimTransport wire = _server.Connect();
        wire.Write(Encoding.UTF8.GetBytes($"{name}\n"));
        _server.Settle();
        Read(wire);
        return wire;
    }

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
