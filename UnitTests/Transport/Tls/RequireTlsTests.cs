using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using Protocol.Dialects.Catalog;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Transport.Tls;

/// <summary>Where everybody has to encrypt.</summary>
internal sealed class RequireTlsTests
{
    private static readonly string s_sentence = $"{TextLine.Refused(RefusalCode.TlsNeeded)}\n";

    private static readonly ServerOptions s_options = new()
    {
        Certificate = TestCertificate.Own,
        Tls = new TlsOptions { IsRequired = true },
    };

    [Test]
    public void A_person_without_it_is_told_so()
    {
        var log = new ServerLog();
        using var server = new SimServer(s_options, log: log);
        SimTransport nc = server.Connect();
        server.Pass(5000);
        Assert.That(nc.TakeOutbound(), Is.Empty, "who is late with TLS finds no words in its way");
        nc.Write("ada\nhello\n"u8);
        server.Settle();
        Assert.That(Encoding.UTF8.GetString(nc.TakeOutbound()), Is.EqualTo(s_sentence));
        Assert.That(nc.EndedInOrder, Is.True);
        nc.End();
        server.Settle();
        Assert.That(
            log.Tail(),
            Does.Contain(LogSentence.Of(nameof(Log.Closed), "", CloseReason.TlsNeeded)));
        Assert.That(server.Server.Directory.People, Is.Zero);
    }

    [Test]
    public void A_program_without_it_is_refused_with_a_code()
    {
        using var server = new SimServer(s_options);
        var peer = new NativePeer(server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 7, "ada");
        server.Settle();
        List<SeenEvent> seen = peer.Take();
        Assert.That(seen[0].Kind, Is.EqualTo(EventKind.Welcome));
        Assert.That(seen[0].Number, Is.Zero, "no version");
        Assert.That(seen[1].Kind, Is.EqualTo(EventKind.Refused));
        Assert.That(seen[1].Number, Is.EqualTo((ulong)RefusalCode.TlsNeeded));
        Assert.That(seen, Has.Count.EqualTo(2));
    }

    [Test]
    public void With_it_everything_is_as_usual()
    {
        using var server = new SimServer(s_options);
        using TlsPeer ada = new TlsPeer(server).ShakeHands().EnterAs("ada");
        using TlsPeer late = new(server);
        server.Pass(5000);
        late.ShakeHands().EnterAs("late");
        Assert.That(ada.ReadLine(), Is.EqualTo(TextLine.Joined("late")));
    }

    [Test]
    public void A_listener_may_want_it_while_another_does_not()
    {
        using var server = new SimServer(s_options with
        {
            Tls = new TlsOptions(),
            Listening = ListenOptions.At(
            [
                ListenAddress.Shared(IPAddress.Loopback, 1),
                new ListenAddress(new IPEndPoint(IPAddress.Loopback, 2), DialectCatalog.Shared)
                {
                    IsTls = true,
                },
            ]),
        });
        SimTransport open = server.Connect(0);
        SimTransport closed = server.Connect(1);
        open.Write("ada\n"u8);
        closed.Write("bob\n"u8);
        server.Settle();
        Assert.That(
            Encoding.UTF8.GetString(open.TakeOutbound()),
            Does.StartWith(TextLine.Welcome("ada")));
        Assert.That(Encoding.UTF8.GetString(closed.TakeOutbound()), Is.EqualTo(s_sentence));
        using TlsPeer eve = new TlsPeer(server, listener: 1).ShakeHands().EnterAs("eve");
    }
}
