using System.Text;
using Protocol.Names;

namespace UnitTests.Protocol.Names;

internal sealed class NameComparerTests
{
    [TestCase("alice", "ALICE")]
    [TestCase("aLiCe-9", "AlIcE-9")]
    [TestCase("zoë", "ZOË")]
    [TestCase("σοφός", "ΣΟΦΌΣ")]
    [TestCase("σοφόσ", "σοφός")]
    [TestCase("алиса", "АЛИСА")]
    [TestCase("ђорђе", "ЂОРЂЕ")]
    [TestCase("ÿ", "Ÿ")]
    [TestCase("𐐨", "𐐀")]
    [TestCase("茶", "茶")]
    public void Names_that_differ_only_in_case_are_equal(string left, string right)
    {
        byte[] a = Encoding.UTF8.GetBytes(left);
        byte[] b = Encoding.UTF8.GetBytes(right);
        Assert.That(NameComparer.Same(a, b), Is.True);
        Assert.That(NameComparer.Same(b, a), Is.True);
        Assert.That(
            NameComparer.Instance.GetHashCode(a), Is.EqualTo(NameComparer.Instance.GetHashCode(b)));
    }

    [TestCase("alice", "alic")]
    [TestCase("alice", "alicf")]
    [TestCase("", "a")]
    [TestCase("a[", "a{")]
    [TestCase("a@", "a`")]
    [TestCase("zoe", "zoë")]
    [TestCase("i", "ı")]
    [TestCase("I", "İ")]
    [TestCase("a", "а")]
    [TestCase("茶", "荼")]
    public void Other_names_differ(string left, string right)
    {
        byte[] a = Encoding.UTF8.GetBytes(left);
        byte[] b = Encoding.UTF8.GetBytes(right);
        Assert.That(NameComparer.Same(a, b), Is.False);
        Assert.That(NameComparer.Same(b, a), Is.False);
    }

    [Test]
    public void Every_letter_of_a_name_equals_its_upper_case()
    {
        for (int c = 0x20; c <= 0x1FFFF; c++)
        {
            if (!Rune.TryCreate(c, out Rune rune))
            {
                continue;
            }

            byte[] name = Encoding.UTF8.GetBytes(rune.ToString());
            byte[] upper = Encoding.UTF8.GetBytes(Rune.ToUpperInvariant(rune).ToString());
            if (NameRule.CheckName(name) is null && !Agree(name, upper))
            {
                Assert.Fail($"U+{c:X4} and its upper case do not compare or hash alike.");
            }
        }
    }

    [Test]
    public void Invalid_UTF_8_is_compared_without_a_fault()
    {
        foreach (byte[] bad in new byte[][] { [0xFF], [0xC2], [0xE2, 0x80], [0xF0, 0x9F, 0x91] })
        {
            string bytes = Convert.ToHexString(bad);
            Assert.That(NameComparer.Same(bad, "a"u8), Is.False, bytes);
            Assert.That(NameComparer.Same([.. bad, (byte)'a'], bad), Is.False, bytes);
            Assert.That(() => NameComparer.Instance.GetHashCode(bad), Throws.Nothing);
        }
    }

    [Test]
    public void Dictionary_finds_a_name_by_its_bytes_in_any_case()
    {
        var people = new Dictionary<byte[], int>(NameComparer.Instance)
        {
            [Encoding.UTF8.GetBytes("Алиса")] = 7,
        };
        var byName = people.GetAlternateLookup<ReadOnlySpan<byte>>();
        Assert.That(byName.TryGetValue("аЛИСА"u8, out int found), Is.True);
        Assert.That(found, Is.EqualTo(7));
        byName["Bob"u8] = 8;
        Assert.That(people[Encoding.UTF8.GetBytes("bOB")], Is.EqualTo(8));
    }

    private static bool Agree(byte[] a, byte[] b) =>
        NameComparer.Same(a, b)
        && NameComparer.Instance.GetHashCode(a) == NameComparer.Instance.GetHashCode(b);
}
