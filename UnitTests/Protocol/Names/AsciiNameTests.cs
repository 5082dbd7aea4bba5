using System.Text;
using Protocol.Names;
using Protocol.Names.Unicode;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Names;

/// <summary>The fast path for ASCII names gives the same results as the full table.</summary>
internal sealed class AsciiNameTests
{
    private const int Rounds = 10_000;

    [Test]
    public void Every_ASCII_character_and_pair_gives_the_result_of_the_table()
    {
        Compare("", "no character");
        for (char first = '\0'; first < 0x80; first++)
        {
            Compare($"{first}", $"U+{(int)first:X4}");
            for (char second = '\0'; second < 0x80; second++)
            {
                Compare($"{first}{second}", $"U+{(int)first:X4} U+{(int)second:X4}");
            }
        }
    }

    [TestCase("", Description = "ASCII only")]
    [TestCase("аеοсІΟмνßİıé茶\u0301\U00010420", Description = "other scripts among it")]
    public void Random_names_give_the_result_of_the_table(string others)
    {
        (Random random, string note) = JunkTests.Seed();
        string[] words =
        [
            "server", "error", "client", "nick", "nickname", "username", "quit", "exit", "user-",
            "rn", "m", "0", "O", "1", "l", "I", "i", "L", "_", "-", ".", "a", "Z", "7", "user-10",
            .. others.EnumerateRunes().Select(static r => r.ToString()),
        ];
        string previous = "alice";
        int shared = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string name = string.Concat(random.GetItems(words, random.Next(1, 8)));
            name = random.Next(3) == 0 ? Disguise(previous, random) : Disguise(name, random);
            Compare(name, $"{note} '{name}'");
            bool isAlike = PlainNames.SkeletonsOf(name)
                .Intersect(PlainNames.SkeletonsOf(previous)).Any();
            shared += isAlike ? 1 : 0;
            Assert.That(
                Of(name).Matches(Of(previous)),
                Is.EqualTo(isAlike),
                $"{note} '{name}' and '{previous}'");
            previous = name;
        }

        Assert.That(shared, Is.InRange(Rounds / 20, Rounds / 2), note);
    }

    [TestCase(31)]
    [TestCase(32)]
    [TestCase(33)]
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(128)]
    [TestCase(129)]
    public void Names_of_any_length_give_the_result_of_the_table(int length)
    {
        foreach (char c in "amI-")
        {
            string name = "x" + new string(c, length - 1);
            Assert.That(Check(name), Is.EqualTo(PlainNames.IsName(name)), name);
            Assert.That(CheckRoom(name), Is.EqualTo(PlainNames.IsRoom(name)), name);
            string compared = name[..Math.Min(length, global::Protocol.WireLimits.RoomNameBytes)];
            Assert.That(
                Of(name).All.ToArray(), Is.EqualTo(PlainNames.SkeletonsOf(compared)), name);
        }
    }

    /// <summary>A name allocates 130 to 180 bytes; through the table, 1,400 or more.</summary>
    [TestCase("alice12")]
    [TestCase("Mike")]
    [TestCase("u00042")]
    [TestCase("aIice0")]
    public void Check_of_an_ASCII_name_allocates_little_more_than_its_skeletons(string text)
    {
        const int Checks = 1000;
        const int MaxBytes = 400;
        byte[] name = Encoding.ASCII.GetBytes(text);
        Assert.That(NameRule.CheckName(name), Is.Null);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Checks; i++)
        {
            NameRule.CheckName(name, out _);
        }

        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Checks;
        Assert.That(bytes, Is.LessThanOrEqualTo(MaxBytes));
    }

    private static void Compare(string name, string what)
    {
        Assert.That(Skeleton.Of(name), Is.EqualTo(Skeleton.OfAny(name)), what);
        Assert.That(Of(name).All.ToArray(), Is.EqualTo(PlainNames.SkeletonsOf(name)), what);
        Assert.That(Check(name), Is.EqualTo(PlainNames.IsName(name)), what);
        Assert.That(CheckRoom(name), Is.EqualTo(PlainNames.IsRoom(name)), what);
    }

    /// <summary>The name in another case, with some characters replaced by similar ones.</summary>
    private static string Disguise(string name, Random random)
    {
        string form = random.Next(4) switch
        {
            0 => name.ToLowerInvariant(),
            1 => name.ToUpperInvariant(),
            _ => name,
        };
        string[] alike = ["0Oo", "1lI"];
        return string.Concat(form.Select(c =>
            random.Next(4) == 0 && alike.FirstOrDefault(a => a.Contains(c)) is { } set
                ? set[random.Next(set.Length)]
                : c));
    }

    private static bool Check(string name) =>
        NameRule.CheckName(Encoding.UTF8.GetBytes(name)) is null;

    private static bool CheckRoom(string name) =>
        NameRule.CheckRoom(Encoding.UTF8.GetBytes(name)) is null;

    private static NameSkeletons Of(string name) => NameSkeletons.Of(Encoding.UTF8.GetBytes(name));
}
