using System.Net;
using EventLoopServer.Admission;

namespace UnitTests.Admission;

/// <summary>Equality of network prefixes, and the addresses that they contain.</summary>
internal sealed class NetworkPrefixTests
{
    [TestCase("192.0.2.1", "192.0.2.1", true)]
    [TestCase("192.0.2.1", "192.0.2.0", false)]
    [TestCase("192.0.2.1", "::ffff:192.0.2.1", true)]
    [TestCase("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    [TestCase("2001:db8::1", "2001:db8::2", true)]
    [TestCase("2001:db8::", "2001:db8::ffff:ffff:ffff:ffff", true)]
    [TestCase("2001:db8::1", "2001:db8:0:1::1", false)]
    [TestCase("2001:db8:0:1::", "2001:db8:0:0:8000::", false)]
    [TestCase("fe80::1", "fe80::1%2", true)]
    [TestCase("fe80::1%1", "fe80::2%2", true)]
    [TestCase("::", "0.0.0.0", false)]
    [TestCase("::1", "::2", true)]
    [TestCase("::1", "127.0.0.1", false)]
    public void Equal_counted_bits_make_one_address(string one, string other, bool isSame) =>
        Assert.That(Of(one) == Of(other), Is.EqualTo(isSame));

    [TestCase("2001:db8::", 0, 0)]
    [TestCase("2001:db8::", 1, 1)]
    [TestCase("2001:db8::", 63, 63)]
    [TestCase("2001:db8::", 64, 64)]
    [TestCase("2001:db8::", 65, 64)]
    [TestCase("2001:db8::", 128, 64)]
    [TestCase("192.0.2.1", 0, 96)]
    [TestCase("192.0.2.1", 31, 127)]
    [TestCase("192.0.2.1", 32, 128)]
    [TestCase("192.0.2.1", 33, 128)]
    [TestCase("::ffff:192.0.2.1", 31, 127)]
    [TestCase("::ffff:192.0.2.1", int.MaxValue, 128)]
    public void Length_has_an_upper_limit(string address, int length, int counted) => Assert.That(
        NetworkPrefix.Of(IPAddress.Parse(address), length).Length, Is.EqualTo(counted));

    [TestCase("192.0.2.0", 23, "192.0.3.255", true)]
    [TestCase("192.0.2.0", 24, "192.0.2.255", true)]
    [TestCase("192.0.2.0", 24, "192.0.3.0", false)]
    [TestCase("192.0.2.0", 25, "192.0.2.127", true)]
    [TestCase("192.0.2.0", 25, "192.0.2.128", false)]
    [TestCase("192.0.2.7", 24, "192.0.2.255", true)]
    [TestCase("0.0.0.0", 0, "255.255.255.255", true)]
    [TestCase("0.0.0.0", 0, "2001:db8::1", false)]
    [TestCase("192.0.2.0", 24, "::ffff:192.0.2.9", true)]
    [TestCase("2001:db8::", 63, "2001:db8:0:1::1", true)]
    [TestCase("2001:db8::", 64, "2001:db8::ffff", true)]
    [TestCase("2001:db8::", 64, "2001:db8:0:1::1", false)]
    [TestCase("2001:db8::", 65, "2001:db8:0:0:ffff::", true)]
    [TestCase("::", 0, "2001:db8::1", true)]
    [TestCase("::", 0, "192.0.2.1", false)]
    public void Network_contains_only_its_own_addresses(
        string network, int length, string address, bool isIn) => Assert.That(
        NetworkPrefix.Of(IPAddress.Parse(network), length).Contains(Of(address)),
        Is.EqualTo(isIn));

    [TestCase("9.255.255.255", false)]
    [TestCase("10.0.0.0", true)]
    [TestCase("10.255.255.255", true)]
    [TestCase("11.0.0.0", false)]
    [TestCase("100.63.255.255", false)]
    [TestCase("100.64.0.0", true)]
    [TestCase("100.127.255.255", true)]
    [TestCase("100.128.0.0", false)]
    [TestCase("126.255.255.255", false)]
    [TestCase("127.0.0.0", true)]
    [TestCase("127.255.255.255", true)]
    [TestCase("128.0.0.0", false)]
    [TestCase("169.253.255.255", false)]
    [TestCase("169.254.0.0", true)]
    [TestCase("169.255.0.0", false)]
    [TestCase("172.15.255.255", false)]
    [TestCase("172.16.0.0", true)]
    [TestCase("172.31.255.255", true)]
    [TestCase("172.32.0.0", false)]
    [TestCase("192.167.255.255", false)]
    [TestCase("192.168.0.0", true)]
    [TestCase("192.169.0.0", false)]
    [TestCase("::ffff:10.0.0.1", true)]
    [TestCase("::ffff:203.0.113.9", false)]
    [TestCase("::1", true)]
    [TestCase("0:0:0:1::1", false)]
    [TestCase("fbff:ffff::", false)]
    [TestCase("fc00::", true)]
    [TestCase("fdff:ffff::", true)]
    [TestCase("fe00::", false)]
    [TestCase("fe7f:ffff::", false)]
    [TestCase("fe80::", true)]
    [TestCase("fe80::1%3", true)]
    [TestCase("fec0::", true)]
    [TestCase("feff:ffff::", true)]
    [TestCase("ff00::", false)]
    [TestCase("2001:db8::1", false)]
    public void Private_and_link_local_addresses_are_local(string address, bool isLocal) =>
        Assert.That(Of(address).IsLocal, Is.EqualTo(isLocal));

    [TestCase("126.255.255.255", false)]
    [TestCase("127.0.0.1", true)]
    [TestCase("127.255.255.255", true)]
    [TestCase("128.0.0.0", false)]
    [TestCase("::ffff:127.0.0.1", true)]
    [TestCase("::1", true)]
    [TestCase("10.0.0.1", false)]
    [TestCase("fe80::1", false)]
    public void Addresses_of_this_machine_are_loopback(string address, bool isLoopback) =>
        Assert.That(Of(address).IsLoopback, Is.EqualTo(isLoopback));

    private static NetworkPrefix Of(string address) => NetworkPrefix.Of(IPAddress.Parse(address));
}
