using System.Net;
using EventLoopServer.Configuration;
using EventLoopServer.Connections;
using EventLoopServer.Sentences.Operators;
using Microsoft.Extensions.Logging;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Reactor;

/// <summary>How many log lines clients can cause.</summary>
internal sealed class LogRateTests
{
    private const int ConnectedLine = 10;
    private const int NamedLine = 11;
    private const int WrongPasswordLine = 51;
    private const int RuledLine = 50;

    private ServerLog _log = null!;
    private SimServer _server = null!;

    [SetUp]
    public void Start() => Open(LogLevel.Information);

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCase(99, 99, 0)]
    [TestCase(100, 100, 0)]
    [TestCase(101, 100, 1)]
    [TestCase(1000, 100, 900)]
    public void Storm_of_local_connections_is_logged_in_part_and_counted(
        int connections, int logged, int leftOut)
    {
        Storm(connections);
        Assert.That(_log.Count(ConnectedLine), Is.EqualTo(logged));
        Assert.That(_log.Count(NamedLine), Is.EqualTo(logged));
        Assert.That(_log.Count(ServerLog.Closed), Is.EqualTo(logged));
        Assert.That(_log.Count(ServerLog.LeftOut), Is.Zero, "not before the interval ends");
        _server.Pass(ClientLog.ReportMs);
        Assert.That(LeftOut(LogKindSentences.Connected), Is.EqualTo(leftOut));
        Assert.That(LeftOut(LogKindSentences.Named), Is.EqualTo(leftOut));
        Assert.That(LeftOut(LogKindSentences.Closed), Is.EqualTo(leftOut));
        _server.Pass(ClientLog.ReportMs);
        Assert.That(_log.Count(ServerLog.LeftOut), Is.EqualTo(leftOut == 0 ? 0 : 3));
    }

    [Test]
    public void Log_lines_and_omitted_counts_add_up_to_all_connections()
    {
        const int seconds = 60;
        for (int i = 0; i < seconds; i++)
        {
            Storm(50);
            _server.Pass(1000);
        }

        _server.Pass(ClientLog.ReportMs);
        Assert.That(
            _log.Count(ConnectedLine) + LeftOut(LogKindSentences.Connected), Is.EqualTo(
                50 * seconds));
        Assert.That(_log.Count(ConnectedLine), Is.EqualTo(100 + seconds - 1).Within(1));
        Assert.That(_log.Lines.Sum(static l => l.Text.Length), Is.LessThan(60_000));
    }

    [Test]
    public void Debug_log_omits_no_line()
    {
        Stop();
        Open(LogLevel.Debug);
        Storm(1000);
        _server.Pass(ClientLog.ReportMs);
        Assert.That(_log.Count(ConnectedLine), Is.EqualTo(1000));
        Assert.That(_log.Count(NamedLine), Is.EqualTo(1000));
        Assert.That(_log.Count(ServerLog.Closed), Is.EqualTo(1000));
        Assert.That(_log.Count(ServerLog.LeftOut), Is.Zero);
    }

    [Test]
    public void Wrong_passwords_and_rejected_protocols_are_limited_too()
    {
        for (int i = 0; i < 300; i++)
        {
            SimTransport guesser = Arrive($"198.51.{i / 250}.{i % 250}");
            guesser.Write("/pass no\n"u8);
            SimTransport encrypting = Arrive($"203.0.{i / 250}.{i % 250}");
            encrypting.Write([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03]);
            _server.Settle();
            guesser.Reset();
            encrypting.Reset();
            _server.Settle();
        }

        _server.Pass(ClientLog.ReportMs);
        Assert.That(
            _log.Count(WrongPasswordLine) + LeftOut(LogKindSentences.WrongPassword),
            Is.EqualTo(300));
        Assert.That(_log.Count(WrongPasswordLine), Is.LessThanOrEqualTo(20));
        Assert.That(
            _log.Count(ServerLog.ProtocolRejected) + LeftOut(
                LogKindSentences.RejectedProtocols), Is.EqualTo(300));
        Assert.That(_log.Count(ServerLog.ProtocolRejected), Is.LessThanOrEqualTo(10));
    }

    [Test]
    public void Operator_actions_are_always_logged()
    {
        Storm(500);
        for (int i = 0; i < 500; i++)
        {
            _server.Server.Console.Run(
                System.Text.Encoding.ASCII.GetBytes($"/ban x{i}\n"), out _, out _);
        }

        Assert.That(_log.Count(RuledLine), Is.EqualTo(500));
    }

    [Test]
    public void Stop_logs_the_number_of_omitted_lines()
    {
        Storm(1000);
        _server.Server.Stop();
        _server.Server.Run();
        Assert.That(LeftOut(LogKindSentences.Connected), Is.EqualTo(900));
    }

    private void Open(LogLevel level)
    {
        _log = new ServerLog(level);
        _server = new SimServer(
            new ServerOptions
            {
                Access = new AccessRules { Entry = PasswordFiles.With("let me in"u8) },
            },
            log: _log);
    }

    private void Storm(int connections)
    {
        for (int i = 0; i < connections; i++)
        {
            SimTransport wire = Arrive("127.0.0.1");
            wire.Write("/pass let me in\nann\n"u8);
            _server.Settle();
            wire.End();
            _server.Settle();
        }
    }

    private SimTransport Arrive(string address)
    {
        SimTransport wire = _server.Connect();
        wire.Address = IPAddress.Parse(address);
        return wire;
    }

    private long LeftOut(string kind) => _log.Lines
        .Where(l => l.Number == ServerLog.LeftOut && l.Text.Contains($"({kind})"))
        .Sum(static l => long.Parse(l.Text.Split(' ')[0]));
}
