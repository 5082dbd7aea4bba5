using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LoadTests.Breaking;

namespace UnitTests.Load.Breaking;

/// <summary>The proxy forwards everything until it may break connections.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BreakingProxyTests : IDisposable
{
    private const int Seed = 1;

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly BreakingProxy _proxy;

    public BreakingProxyTests()
    {
        _server.Start();
        _proxy = new BreakingProxy((IPEndPoint)_server.LocalEndpoint, Seed);
    }

    public void Dispose()
    {
        _proxy.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task Calm_proxy_forwards_all_bytes_and_the_end()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_proxy.Address);
        using TcpClient accepted = await _server.AcceptTcpClientAsync();
        var sent = new byte[100_000];
        new Random(Seed).NextBytes(sent);
        await client.GetStream().WriteAsync(sent);
        var got = new byte[sent.Length];
        await accepted.GetStream().ReadExactlyAsync(got);
        Assert.That(got, Is.EqualTo(sent));
        await accepted.GetStream().WriteAsync(sent.AsMemory(0, 10));
        accepted.Client.Shutdown(SocketShutdown.Send);
        await client.GetStream().ReadExactlyAsync(got.AsMemory(0, 10));
        Assert.That(await client.GetStream().ReadAsync(got), Is.Zero);
        Assert.That(_proxy.Faults, Is.All.Zero);
    }

    [Test]
    public async Task Dispose_resets_the_connections()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_proxy.Address);
        using TcpClient accepted = await _server.AcceptTcpClientAsync();
        _proxy.Dispose();
        Assert.That(
            async () => await client.GetStream().ReadExactlyAsync(new byte[1]),
            Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Plans_come_from_the_seed_and_have_every_fault()
    {
        LinePlan[] plans = Plans();
        Assert.That(Plans(), Is.EqualTo(plans));
        Assert.That(
            plans.Select(static p => p.Fault).Distinct(),
            Is.EquivalentTo(Enum.GetValues<LineFault>()));
        long longest = (long)(LinePlan.LongestLife.TotalSeconds * Stopwatch.Frequency);
        Assert.That(plans.Select(static p => p.DueTicks), Is.All.InRange(7, 7 + longest));
        Assert.That(
            plans.Select(static p => p.Length), Is.All.LessThanOrEqualTo(LinePlan.LongestStall));

        static LinePlan[] Plans()
        {
            var random = new Random(Seed);
            return [.. Enumerable.Range(0, 100).Select(_ => LinePlan.Draw(random, 7))];
        }
    }
}
