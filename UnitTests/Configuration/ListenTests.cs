using System.Net;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport;

namespace UnitTests.Configuration;

/// <summary>Where to listen, in all the ways in which it can be said.</summary>
internal sealed class ListenTests
{
    [TestCase("", "127.0.0.1:5050")]
    [TestCase("--port 6000", "127.0.0.1:6000")]
    [TestCase("--host 192.0.2.7", "192.0.2.7:5050")]
    [TestCase("--host ::1 --port 6000", "[::1]:6000")]
    [TestCase("--host localhost", "127.0.0.1:5050")]
    [TestCase("--host LOCALHOST", "127.0.0.1:5050")]
    [TestCase("--host 2001:DB8:0:0::1", "[2001:db8::1]:5050")]
    [TestCase("--host ::", "[::]:5050")]
    [TestCase("--listen Localhost:6000", "127.0.0.1:6000")]
    [TestCase("--listen [2001:db8::1]:6000", "[2001:db8::1]:6000")]
    [TestCase("--listen 127.0.0.1:6000", "127.0.0.1:6000")]
    [TestCase("--listen 0.0.0.0:0", "0.0.0.0:0")]
    [TestCase("--listen localhost:6000", "127.0.0.1:6000")]
    [TestCase("--listen [::1]:6000", "[::1]:6000")]
    [TestCase("--listen [::]:65535", "[::]:65535")]
    [TestCase("--listen 127.0.0.1:1 --listen [::1]:2", "127.0.0.1:1 [::1]:2")]
    [TestCase("--listen 127.0.0.1:1 --port 6000", "127.0.0.1:1 127.0.0.1:6000")]
    [TestCase("--listen 127.0.0.1:1 --host ::1", "127.0.0.1:1 [::1]:5050")]
    public void It_listens_where_it_was_told(string line, string expected)
    {
        Assert.That(Faults(line), Is.Empty, $"refused: {line}");
        Assert.That(string.Join(' ', EndPoints(line)), Is.EqualTo(expected));
    }

    [Test]
    public void All_addresses_and_one_are_not_asked_for_together() =>
        Assert.That(
            Faults("--lan --host 127.0.0.1"),
            Is.EqualTo(new[] { OptionSentences.LanWithHost }));

    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:")]
    [TestCase("127.0.0.1:65536")]
    [TestCase("127.0.0.1:-1")]
    [TestCase("127.0.0.1:x")]
    [TestCase("::1")]
    [TestCase("::1:6000")]
    [TestCase("[::1]")]
    [TestCase("[::1]:")]
    [TestCase("[::1]:65536")]
    [TestCase("localhost")]
    [TestCase("6000")]
    [TestCase(":6000")]
    [TestCase("example.org:6000")]
    [TestCase("")]
    [TestCase("0:6000")]
    [TestCase("1:6000")]
    [TestCase("127.1:6000")]
    [TestCase("0x7f.0.0.1:6000")]
    [TestCase("0x7f000001:6000")]
    [TestCase("2130706433:6000")]
    [TestCase("0177.0.0.1:6000")]
    [TestCase("127.0.0.01:6000")]
    [TestCase("127.0.0.1:+6000")]
    [TestCase("127.0.0.1: 6000")]
    [TestCase(" 127.0.0.1:6000")]
    [TestCase("127.0.0.1:6000 ")]
    [TestCase("127.0.0.1:06000")]
    [TestCase("127.0.0.1:0x17")]
    [TestCase("[127.0.0.1]:6000")]
    [TestCase("[::1]x:6000")]
    [TestCase("[::1]:6000x")]
    [TestCase("[::1%lo]:6000")]
    [TestCase("[::1/64]:6000")]
    [TestCase("[[::1]]:6000")]
    [TestCase("xlocalhost:6000")]
    [TestCase("tls://0:6000")]
    public void What_is_no_address_with_a_port_is_refused_with_examples(string given)
    {
        var commandLine = new ServerCommandLine();
        string faults = string.Join(
            '\n', commandLine.Check(commandLine.Root.Parse(["--listen", given])));
        Assert.That(faults, Is.EqualTo(
            $"--listen{OptionSentences.Takes(OptionSentences.EndPoint, given)}"));
    }

    [TestCase("example.org")]
    [TestCase("127.0.0.1:6000")]
    [TestCase("")]
    [TestCase("[::1]:6000")]
    [TestCase("[::1]")]
    [TestCase("0")]
    [TestCase("1")]
    [TestCase("127.1")]
    [TestCase("127.0.1")]
    [TestCase("2130706433")]
    [TestCase("0x7f.1")]
    [TestCase("0x7f000001")]
    [TestCase("0177.0.0.1")]
    [TestCase("127.0.0.01")]
    [TestCase("127.0.0.256")]
    [TestCase("127.0.0.1.")]
    [TestCase("127.0.0.1/8")]
    [TestCase(" 127.0.0.1")]
    [TestCase("127.0.0.1 ")]
    [TestCase("::1%lo")]
    [TestCase("::1/64")]
    [TestCase("::1]:6000")]
    [TestCase("1:2:3:4:5:6:7:8:9")]
    [TestCase(":::")]
    [TestCase("::g")]
    [TestCase("::ffff:127.0.0.01")]
    [TestCase("::ffff:127.1")]
    public void A_host_has_to_be_an_address(string given)
    {
        var commandLine = new ServerCommandLine();
        string faults = string.Join(
            '\n', commandLine.Check(commandLine.Root.Parse(["--host", given])));
        Assert.That(faults, Is.EqualTo(
            $"--host{OptionSentences.Takes(OptionSentences.Address, given)}"));
    }

    [TestCase("[::1]:6000")]
    [TestCase("0")]
    [TestCase("127.1")]
    public void The_address_for_older_programs_has_to_be_one(string given)
    {
        var commandLine = new ServerCommandLine();
        string faults = string.Join(
            '\n', commandLine.Check(commandLine.Root.Parse(["--compat", given])));
        Assert.That(faults, Is.EqualTo(
            $"--compat{OptionSentences.Takes(OptionSentences.Address, given)}"));
    }

    [Test]
    public void The_network_is_all_addresses_on_the_port()
    {
        IPEndPoint everywhere = EndPoints("--lan --port 6000").Single();
        Assert.That(everywhere.Port, Is.EqualTo(6000));
        Assert.That(everywhere.Address, Is.EqualTo(LanAddresses.Any));
        Assert.That(
            everywhere.Address, Is.EqualTo(IPAddress.IPv6Any).Or.EqualTo(IPAddress.Any));
        Assert.That(EndPoints("--lan").Single().Port, Is.EqualTo(5050));
        Assert.That(EndPoints("--lan --listen 127.0.0.1:1").Count, Is.EqualTo(2));
    }

    [TestCase("--limits off", true)]
    [TestCase("--limits off --host ::1", true)]
    [TestCase("--limits off --listen 127.0.0.2:1 --listen [::1]:1", true)]
    [TestCase("--limits off --lan", false)]
    [TestCase("--limits off --host 0.0.0.0", false)]
    [TestCase("--limits off --listen 127.0.0.1:1 --listen 192.0.2.7:1", false)]
    [TestCase("--limits off --listen [::]:1", false)]
    [TestCase("--limits on --lan", true)]
    public void Without_limits_it_listens_on_loopback_only(string line, bool taken)
    {
        string[] faults = taken ? [] : [OptionSentences.LimitsOffBeyondLoopback];
        Assert.That(Faults(line), Is.EqualTo(faults), line);
    }

    private static IReadOnlyList<string> Faults(string line)
    {
        var commandLine = new ServerCommandLine();
        return commandLine.Check(commandLine.Root.Parse(Words(line)));
    }

    private static List<IPEndPoint> EndPoints(string line)
    {
        var commandLine = new ServerCommandLine();
        return
        [
            .. commandLine.Read(commandLine.Root.Parse(Words(line))).Listening.Addresses
                .Select(static a => a.EndPoint),
        ];
    }

    private static string[] Words(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
