using System.Text;
using Protocol.Names;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Names;

internal sealed class NameAliasTests
{
    [TestCase(0UL, "user-0")]
    [TestCase(1UL, "user-1")]
    [TestCase(48213UL, "user-48213")]
    [TestCase(ulong.MaxValue, "user-18446744073709551615")]
    public void Alias_is_the_member_id(ulong id, string alias)
    {
        var space = new byte[NameAlias.MaxBytes];
        int bytes = NameAlias.Write(space, id);
        Assert.That(Encoding.ASCII.GetString(space, 0, bytes), Is.EqualTo(alias));
        Assert.That(NameAlias.TryRead(space.AsSpan(0, bytes), out ulong read), Is.True);
        Assert.That(read, Is.EqualTo(id));
    }

    [Test]
    public void Longest_alias_has_MaxBytes() =>
        Assert.That(
            NameAlias.Write(new byte[NameAlias.MaxBytes], ulong.MaxValue),
            Is.EqualTo(NameAlias.MaxBytes));

    [TestCase("USER-7", 7UL)]
    [TestCase("User-7", 7UL)]
    [TestCase("user-007", 7UL)]
    public void Alias_is_read_in_any_case(string name, ulong id)
    {
        Assert.That(NameAlias.TryRead(Encoding.UTF8.GetBytes(name), out ulong read), Is.True);
        Assert.That(read, Is.EqualTo(id));
    }

    [TestCase("")]
    [TestCase("7")]
    [TestCase("user")]
    [TestCase("user-")]
    [TestCase("user7")]
    [TestCase("user_7")]
    [TestCase("user--7")]
    [TestCase("user-+7")]
    [TestCase("user- 7")]
    [TestCase("user-7 ")]
    [TestCase("user-7x")]
    [TestCase("user-0x7")]
    [TestCase("user-1e3")]
    [TestCase(" user-7")]
    [TestCase("user-٣")]
    [TestCase("usér-7")]
    [TestCase("uſer-7")]
    [TestCase("user-18446744073709551616")]
    [TestCase("user-99999999999999999999999")]
    public void Other_text_is_not_an_alias(string name) =>
        Assert.That(NameAlias.TryRead(Encoding.UTF8.GetBytes(name), out _), Is.False);

    [Test]
    public void No_valid_name_is_an_alias()
    {
        (Random random, string note) = JunkTests.Seed();
        string[] parts = ["user", "-", "USER", "0", "7", "12", "x", "_", "."];
        for (int round = 0; round < 20_000; round++)
        {
            byte[] name = Encoding.UTF8.GetBytes(string.Concat(
                Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.GetItems(parts, 1)[0])));
            Assert.That(
                NameRule.CheckName(name) is null && NameAlias.TryRead(name, out _),
                Is.False,
                $"{note} {Show.Bytes(name)}");
        }
    }
}
