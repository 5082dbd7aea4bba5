using System.Text;
using Protocol.Names;
using Protocol.Names.Unicode;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Names;

internal sealed class NameSkeletonsTests
{
    [TestCase("alice", "alice")]
    [TestCase("alice", "ALICE", Description = "one name in another case")]
    [TestCase("ace", "асе", Description = "Cyrillic")]
    [TestCase("ACE", "АСЕ", Description = "Cyrillic")]
    [TestCase("ace", "АСЕ", Description = "Cyrillic, in capitals")]
    [TestCase("bob", "b0b")]
    [TestCase("bob", "bOb")]
    [TestCase("BOB", "B0B")]
    [TestCase("lol", "I0I")]
    [TestCase("al", "aI")]
    [TestCase("al", "a1")]
    [TestCase("AI", "A1")]
    [TestCase("alice", "ALlCE", Description = "a small l in capitals")]
    [TestCase("alice", "AL1CE")]
    [TestCase("ian", "lan", Description = "as in Ian")]
    [TestCase("ov", "ον", Description = "Greek")]
    [TestCase("BEN", "ΒΕΝ", Description = "Greek")]
    [TestCase("mike", "rnike")]
    [TestCase("Mike", "rnike")]
    [TestCase("barn", "bam")]
    [TestCase("modern", "rnodem")]
    [TestCase("aether", "æther")]
    [TestCase("σοφός", "ΣΟΦΌΣ", Description = "two small forms of one letter")]
    [TestCase("김철수", "김철수")]
    public void Look_alike_names_match(string one, string other)
    {
        Assert.That(Of(other).Matches(Of(one)), Is.True);
        Assert.That(Of(one).Matches(Of(other)), Is.True);
    }

    [TestCase("alice", "alise")]
    [TestCase("bob", "bobb")]
    [TestCase("bob", "bob_")]
    [TestCase("anna", "änna")]
    [TestCase("user2", "user3")]
    [TestCase("иван", "ивам")]
    [TestCase("茶", "茶茶")]
    [TestCase("Nell", "Neil", Description = "I looks like l, i does not")]
    [TestCase("Nell", "NEIL")]
    [TestCase("Ella", "Elia")]
    [TestCase("Lia", "Ila")]
    [TestCase("ali", "all")]
    [TestCase("김철수", "김철소")]
    [TestCase("अमित", "अमिता")]
    public void Other_names_do_not_match(string one, string other)
    {
        Assert.That(Of(other).Matches(Of(one)), Is.False);
        Assert.That(Of(one).Matches(Of(other)), Is.False);
    }

    [Test]
    public void Look_alike_of_a_letter_is_refused_or_matches_the_name()
    {
        string[] names = ["dave", "DAVE", "Dave", "alice", "ALICE", "Ian9", "m0_O-x", "server"];
        Assert.That(UnicodeSamples.LookAlikes, Has.Count.GreaterThan(1000));
        int replaced = 0;
        foreach ((string character, string letter) in UnicodeSamples.LookAlikes)
        {
            foreach (string name in names.Append($"{letter}{letter}"))
            {
                for (int at = 0; at < name.Length; at++)
                {
                    if (Skeleton.Of($"{name[at]}") != Skeleton.Of(letter))
                    {
                        continue;
                    }

                    replaced++;
                    foreach (string other in new[]
                    {
                        $"{name[..at]}{character}{name[(at + 1)..]}",
                        name.Replace($"{name[at]}", character),
                    })
                    {
                        if (Check(other) is null)
                        {
                            Assert.That(Of(other).Matches(Of(name)), Is.True, other);
                        }
                    }
                }
            }
        }

        Assert.That(replaced, Is.GreaterThan(3000));
    }

    [Test]
    public void Name_of_look_alike_letters_matches_in_any_form()
    {
        (Random random, string note) = JunkTests.Seed();
        string[] alike = ["0O", "1lI", "аa", "еe", "оo", "рp", "сc", "хx", "ѕs", "іi", "јj"];
        for (int round = 0; round < 5_000; round++)
        {
            string name = string.Concat(
                Enumerable.Range(0, random.Next(1, 9)).Select(_ => "aceilmnoprsxjOI01LM-_"[
                    random.Next(21)]));
            string form = random.Next(4) switch
            {
                0 => name.ToLowerInvariant(),
                1 => name.ToUpperInvariant(),
                2 => char.ToUpperInvariant(name[0]) + name[1..].ToLowerInvariant(),
                _ => name,
            };
            string other = string.Concat(form.Select(c =>
                alike.FirstOrDefault(a => a.Contains(c)) is { } set && random.Next(2) == 0
                    ? set[random.Next(set.Length)]
                    : c)).Replace("rn", "m", StringComparison.Ordinal);
            Assert.That(Of(other).Matches(Of(name)), Is.True, $"{note} {other} and {name}");
            Assert.That(
                Of(name.ToUpperInvariant()).Key, Is.EqualTo(Of(name).Key), $"{note} {name}");
        }
    }

    [TestCase("ᏚᎬᎡᏙᎬᎡ")]
    [TestCase("SEᖇVER")]
    [TestCase("SERᐯER")]
    [TestCase("𐐠ERVER")]
    [TestCase("EᖇᖇOR")]
    [TestCase("ERR0R")]
    [TestCase("SERVER_")]
    [TestCase("_server_")]
    [TestCase("Server.")]
    [TestCase("SERVÉR")]
    [TestCase("ERRØR")]
    [TestCase("Error--")]
    [TestCase("QUlT")]
    [TestCase("N1CK")]
    [TestCase("user-l")]
    [TestCase("USER-IO")]
    [TestCase("user-2O")]
    public void Look_alike_of_a_reserved_word_is_not_a_name(string name)
    {
        Assert.That(Check(name), Is.Not.Null);
    }

    [TestCase("Serverin")]
    [TestCase("observer")]
    [TestCase("SERVER2")]
    [TestCase("nick_")]
    [TestCase("terror")]
    public void Name_may_contain_a_reserved_word(string name) =>
        Assert.That(Check(name), Is.Null);

    [TestCase("SERVER")]
    [TestCase("server")]
    [TestCase("CLlENT")]
    [TestCase("client")]
    [TestCase("CLIENT")]
    [TestCase("Client")]
    [TestCase("_CLIENT_")]
    [TestCase("ᏚᎬᎡᏙᎬᎡ")]
    [TestCase("SEᖇVER")]
    public void Look_alike_of_a_reserved_word_is_not_a_room_name(string name)
    {
        Assert.That(NameRule.CheckRoom(Encoding.UTF8.GetBytes(name)), Is.Not.Null);
    }

    [Test]
    public void Invalid_names_have_a_skeleton_too()
    {
        foreach (byte[] bad in new byte[][] { [], [0xFF], [0xC2, 0x41], [.. new byte[5000]] })
        {
            Assert.That(NameSkeletons.Of(bad).All.ToArray(), Is.Not.Empty);
        }
    }

    private static string? Check(string name) => NameRule.CheckName(Encoding.UTF8.GetBytes(name));

    private static NameSkeletons Of(string name) => NameSkeletons.Of(Encoding.UTF8.GetBytes(name));
}
