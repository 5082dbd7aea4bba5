using System.Text;
using Protocol.Messages;

namespace UnitTests.Wire;

internal sealed class LookAlikeTests
{
    [TestCase("alice", "alice")]
    [TestCase("ace", "асе", Description = "Cyrillic")]
    [TestCase("ACE", "АСЕ", Description = "Cyrillic")]
    [TestCase("ace", "АСЕ", Description = "Cyrillic, in capitals")]
    [TestCase("bob", "b0b")]
    [TestCase("bob", "bOb")]
    [TestCase("al", "aI")]
    [TestCase("al", "a1")]
    [TestCase("ov", "ον", Description = "Greek")]
    [TestCase("BEN", "ΒΕΝ", Description = "Greek")]
    [TestCase("HELP", "ᎻᎬᏞᏢ", Description = "Cherokee")]
    [TestCase("COP", "ꓚꓳꓑ", Description = "Lisu")]
    public void Names_that_look_alike_have_one_skeleton(string one, string other)
    {
        Assert.That(Skeleton(other), Is.EqualTo(Skeleton(one)));
    }

    [TestCase("alice", "alise")]
    [TestCase("bob", "bobb")]
    [TestCase("bob", "bob_")]
    [TestCase("anna", "änna")]
    [TestCase("user2", "user3")]
    [TestCase("иван", "ивам")]
    [TestCase("茶", "茶茶")]
    [TestCase("barn", "bam", Description = "two letters that look like one are not covered")]
    public void Others_do_not(string one, string other)
    {
        Assert.That(Skeleton(other), Is.Not.EqualTo(Skeleton(one)));
    }

    [Test]
    public void Every_printable_name_of_ASCII_keeps_its_look_but_for_the_known_four()
    {
        const string plain = "abcdefghijklmnopqrstuvwxyz23456789_-.";
        Assert.That(Skeleton(plain), Is.EqualTo(plain));
        Assert.That(Skeleton("ABCDEFGHJKLMNOPQRSTUVWXYZ"), Is.EqualTo("abcdefghjklmnopqrstuvwxyz"));
        Assert.That(Skeleton("I1O0"), Is.EqualTo("lloo"));
    }

    [TestCase("ᏚᎬᎡᏙᎬᎡ")]
    [TestCase("ERR0R")]
    [TestCase("QUlT")]
    [TestCase("N1CK")]
    [TestCase("user-l")]
    [TestCase("USER-IO")]
    [TestCase("user-2O")]
    public void What_looks_like_a_word_of_the_server_is_no_name(string name)
    {
        Assert.That(NameRule.CheckName(Encoding.UTF8.GetBytes(name)), Is.Not.Null);
    }

    [TestCase("SERVER")]
    [TestCase("server")]
    [TestCase("CLlENT")]
    [TestCase("client")]
    [TestCase("CLIENT")]
    [TestCase("Client")]
    [TestCase("ᏚᎬᎡᏙᎬᎡ")]
    public void Nor_is_it_a_room(string name)
    {
        Assert.That(NameRule.CheckRoom(Encoding.UTF8.GetBytes(name)), Is.Not.Null);
    }

    private static string Skeleton(string name) => LookAlike.Skeleton(Encoding.UTF8.GetBytes(name));
}
