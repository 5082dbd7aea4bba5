using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Protocol.Names;
using Protocol.Names.Unicode;
using UnitTests.Documents;
using UnitTests.Support;

namespace UnitTests.Protocol.Names;

/// <summary>The character table equals the one that is generated from Unicode's data.</summary>
internal sealed class CharacterTableTests
{
    private const string Generator = "Protocol/Names/make-characters.py";

    // A new version of Unicode changes these: run the generator, review the difference, and put the
    // new values here.
    private const string TableHash =
        "e4d15c8042b53b3b34f85d83bf195491a4ff9ce650ad09875e408d2afcf86c0b";

    private const string SamplesHash =
        "4a0689d1853900605b25e21709657e0ec220e1d93232d43e425c11813117bfe6";

    [TestCase("Protocol/Names/Characters.txt", TableHash)]
    [TestCase("UnitTests/Names/Samples.txt", SamplesHash)]
    public void Generated_file_is_unchanged(string path, string hash) =>
        Assert.That(
            Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes(SourceTree.Read(path)))),
            Is.EqualTo(hash),
            $"{path} was changed by hand, or made anew: see {Generator}.");

    [Test]
    public void Generator_reproduces_the_files()
    {
        foreach (string python in new[] { "/usr/bin/python3", "python3" })
        {
            if (Run(python, "-c", "import icu; assert icu.UNICODE_VERSION == '15.0'").Code == 0
                && File.Exists("/usr/share/unicode/Scripts.txt"))
            {
                (int code, string said) =
                    Run(python, Path.Combine(SourceTree.Root, Generator), "--check");
                Assert.That(code, Is.Zero, said);
                return;
            }
        }

        Assert.Ignore("The generator needs Python with ICU, and Unicode's data, of version 15.0.");
    }

    // Taken by hand from the code charts and the text of UTS 39.
    [TestCase('а', "a", Description = "Cyrillic")]
    [TestCase('е', "e")]
    [TestCase('о', "o")]
    [TestCase('р', "p")]
    [TestCase('с', "c")]
    [TestCase('у', "y")]
    [TestCase('х', "x")]
    [TestCase('ѕ', "s")]
    [TestCase('і', "i")]
    [TestCase('ј', "j")]
    [TestCase('А', "A")]
    [TestCase('В', "B")]
    [TestCase('Ο', "O", Description = "Greek")]
    [TestCase('ο', "o")]
    [TestCase('ν', "v")]
    [TestCase('Ρ', "P")]
    [TestCase('օ', "o", Description = "Armenian")]
    [TestCase('ո', "n")]
    [TestCase('ס', "o", Description = "Hebrew")]
    [TestCase('ഠ', "o", Description = "Malayalam")]
    [TestCase('০', "০", Description = "no name may have it: it is in no table")]
    [TestCase('0', "O")]
    [TestCase('1', "l")]
    [TestCase('I', "l")]
    [TestCase('m', "rn")]
    [TestCase('é', "e\u0301")]
    [TestCase('ł', "l\u0338")]
    [TestCase('ı', "i")]
    [TestCase('æ', "ae")]
    [TestCase('k', "k")]
    public void Character_has_the_prototype_of_the_standard(char c, string skeleton) =>
        Assert.That(Skeleton.Of($"{c}"), Is.EqualTo(skeleton));

    [Test]
    public void ASCII_letters_except_two_are_their_own_prototypes()
    {
        const string plain = "abcdefghijklnopqrstuvwxyzABCDEFGHJKLMNOPQRSTUVWXYZ23456789_-.";
        Assert.That(Skeleton.Of(plain), Is.EqualTo(plain));
    }

    [Test]
    public void Skeletons_equal_those_of_ICU()
    {
        Assert.That(UnicodeSamples.Texts, Has.Count.GreaterThan(1000));
        foreach ((string text, _, _, string skeleton) in UnicodeSamples.Texts)
        {
            Assert.That(Skeleton.Of(text), Is.EqualTo(skeleton), Hex(text));
        }
    }

    [Test]
    public void NFC_check_equals_that_of_ICU()
    {
        foreach ((string text, _, bool isNfc, _) in UnicodeSamples.Texts)
        {
            Assert.That(CanonicalForm.IsComposed(text), Is.EqualTo(isNfc), Hex(text));
        }

        Assert.That(UnicodeSamples.Texts.Count(static t => !t.IsNfc), Is.GreaterThan(30));
    }

    [Test]
    public void Mixed_scripts_are_refused_as_by_ICU()
    {
        foreach ((string text, bool isRestricted, _, _) in UnicodeSamples.Texts)
        {
            var spelling = new NameSpelling();
            NameFault fault = NameFault.None;
            foreach (Rune rune in text.EnumerateRunes())
            {
                fault = fault == NameFault.None ? spelling.TryAdd(rune) : fault;
            }

            if (isRestricted)
            {
                Assert.That(fault, Is.Not.EqualTo(NameFault.MixedScripts), Hex(text));
            }
            else
            {
                Assert.That(fault, Is.Not.EqualTo(NameFault.None), Hex(text));
            }
        }

        Assert.That(UnicodeSamples.Texts.Count(static t => !t.IsRestricted), Is.GreaterThan(200));
    }

    private static (int Code, string Said) Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            string said = process.StandardError.ReadToEnd();
            process.ExitInTime();
            return (process.ExitCode, said);
        }
        catch (Win32Exception e)
        {
            return (-1, e.Message);
        }
    }

    private static string Hex(string text) =>
        string.Join(' ', text.EnumerateRunes().Select(static r => $"{r.Value:X4}"));
}
