using System.Text;
using Protocol;
using Protocol.Names;
using Protocol.Sentences;
using UnitTests.Protocol.Dialects;

namespace UnitTests.Protocol.Names;

internal sealed class NameRuleTests
{
    [TestCase("a")]
    [TestCase("Alice")]
    [TestCase("a_b-c.9")]
    [TestCase("007")]
    [TestCase("_")]
    [TestCase("Zoë")]
    [TestCase("Łukasz")]
    [TestCase("Ñandú")]
    [TestCase("Ægir")]
    [TestCase("Алиса")]
    [TestCase("Ἀλέξης")]
    [TestCase("ひらがな")]
    [TestCase("カタカナー")]
    [TestCase("田中太郎")]
    [TestCase("佐々木")]
    [TestCase("李小龍9")]
    [TestCase("김민수")]
    [TestCase("محمد")]
    [TestCase("שרה")]
    [TestCase("田中Ken")]
    [TestCase("Serverin")]
    [TestCase("José")]
    [TestCase("Søren")]
    [TestCase("Nguyễn")]
    [TestCase("Ẹ̀bùn", Description = "a mark that no letter is composed with")]
    [TestCase("Дмитрий")]
    [TestCase("О́льга")]
    [TestCase("Ελένη")]
    [TestCase("Հայկ")]
    [TestCase("გიორგი")]
    [TestCase("小林")]
    [TestCase("山田たろう")]
    [TestCase("山田タロー")]
    [TestCase("ゝゞ")]
    [TestCase("陳ㄔㄣ")]
    [TestCase("김철수")]
    [TestCase("金철수Kim")]
    [TestCase("עמית")]
    [TestCase("مُحَمَّد")]
    [TestCase("अमित")]
    [TestCase("क्षितिज")]
    [TestCase("தமிழ்")]
    [TestCase("বাংলা")]
    [TestCase("ไทย")]
    [TestCase("ที่รัก")]
    [TestCase("လျှော့")]
    [TestCase("བསྒྲུབས")]
    [TestCase("ភាសា")]
    [TestCase("ଓଡ଼ିଆ")]
    [TestCase("ދިވެހި")]
    [TestCase("አበበ")]
    public void Names_of_many_scripts_are_accepted(string name)
    {
        Assert.That(Check(name), Is.Null);
        Assert.That(CheckRoom(name), Is.Null);
    }

    [TestCase("a:b", "':' (U+003A)")]
    [TestCase("@bob", "'@' (U+0040)")]
    [TestCase("/join", "'/' (U+002F)")]
    [TestCase("a*", "'*' (U+002A)")]
    [TestCase("a|b", "'|' (U+007C)")]
    [TestCase("a\tb", "U+0009")]
    [TestCase("a\u001B", "U+001B")]
    [TestCase("a\u00A0b", "U+00A0")]
    [TestCase("a\u200Bb", "U+200B")]
    [TestCase("a\u200Db", "U+200D")]
    [TestCase("a\u202Eb", "U+202E")]
    [TestCase("\uFEFFa", "U+FEFF")]
    [TestCase("e\u0301", "U+0301")]
    [TestCase("a\u02D0", "U+02D0")]
    [TestCase("٣", "U+0663")]
    [TestCase("１", "U+FF11")]
    [TestCase("²", "U+00B2")]
    [TestCase("👋", "U+1F44B")]
    [TestCase("\uFFFD", "U+FFFD")]
    [TestCase("\u115F", "U+115F")]
    [TestCase("\u1160", "U+1160")]
    [TestCase("\u3164", "U+3164")]
    [TestCase("\uFFA0", "U+FFA0")]
    public void Other_characters_are_refused_and_named(string name, string told)
    {
        Assert.That(Check(name), Does.Contain(told));
        Assert.That(CheckRoom(name), Does.Contain(told));
    }

    [Test]
    public void Empty_names_and_names_with_spaces_are_refused()
    {
        string space = NameSentences.Describe(new Rune(' '));
        Assert.That(Check(""), Is.EqualTo(NameSentences.Empty(NameSentences.Name)));
        Assert.That(CheckRoom(""), Is.EqualTo(NameSentences.Empty(NameSentences.RoomName)));
        foreach (string name in new[] { "a b", " a" })
        {
            Assert.That(
                Check(name), Is.EqualTo(NameSentences.NoLetter(NameSentences.Name, space)));
            Assert.That(
                CheckRoom(name), Is.EqualTo(NameSentences.NoLetter(NameSentences.RoomName, space)));
        }
    }

    [TestCase("\u212A", TestName = "Kelvin_sign_is_refused")]
    [TestCase("\u212B", TestName = "Angstrom_sign_is_refused")]
    [TestCase("\uFF21", TestName = "Fullwidth_letter_is_refused")]
    [TestCase("\uFB01", TestName = "Ligature_is_refused")]
    [TestCase("\u017F", TestName = "Long_s_is_refused")]
    [TestCase("\u00AA", TestName = "Ordinal_is_refused")]
    [TestCase("\u00B5", TestName = "Micro_sign_is_refused")]
    [TestCase("\u01C6", TestName = "Digraph_is_refused")]
    [TestCase("\u03D0", TestName = "Greek_symbol_is_refused")]
    [TestCase("\uFF76", TestName = "Halfwidth_katakana_is_refused")]
    [TestCase("\u314B", TestName = "Compatibility_jamo_is_refused")]
    [TestCase("\uF900", TestName = "Compatibility_ideograph_is_refused")]
    [TestCase("\U0001D400", TestName = "Mathematical_letter_is_refused")]
    [TestCase("\uFDF2", TestName = "Arabic_ligature_is_refused")]
    public void Letter_with_another_spelling_is_refused(string letter)
    {
        string character = NameSentences.Describe(letter.EnumerateRunes().First());
        Assert.That(
            Check($"a{letter}"),
            Is.EqualTo(NameSentences.NotRecommended(NameSentences.Name, character)));
        Assert.That(
            CheckRoom($"a{letter}"),
            Is.EqualTo(NameSentences.NotRecommended(NameSentences.RoomName, character)));
    }

    [TestCase("\u1100\u1161")]
    [TestCase("가\u11A8")]
    [TestCase("\uA960")]
    [TestCase("\uD7B0")]
    [TestCase("\U00016D67\U00016D67")]
    [TestCase("e\u0301", Description = "é")]
    [TestCase("é\u0323", Description = "ẹ and a mark: in another order")]
    [TestCase("a\u0301\u0323", Description = "marks out of order")]
    [TestCase("n\u0303a", Description = "ñ")]
    [TestCase("\u0BC6\u0BBE", Description = "two halves of a Tamil vowel")]
    [TestCase("\u0995\u09C7\u09BE", Description = "two halves of a Bengali vowel")]
    [TestCase("\u30AB\u3099", Description = "ガ")]
    [TestCase("\u0958", Description = "a letter that is always taken apart")]
    public void Letters_that_NFC_composes_are_refused(string name)
    {
        Assert.That(Check(name), Is.Not.Null);
        Assert.That(CheckRoom(name), Is.Not.Null);
    }

    [TestCase("pаypal", "Latin", "Cyrillic")]
    [TestCase("рaypal", "Cyrillic", "Latin")]
    [TestCase("Οmega", "Greek", "Latin")]
    [TestCase("αб", "Greek", "Cyrillic")]
    [TestCase("a1_б", "Latin", "Cyrillic")]
    [TestCase("田aб", "Latin", "Cyrillic")]
    public void Look_alike_scripts_cannot_be_mixed(
        string name, string before, string its) =>
        Assert.That(
            Check(name),
            Is.EqualTo(NameSentences.MixedScripts(NameSentences.Name, before, its)));

    [TestCase(WireLimits.NameRunes, WireLimits.NameBytes, false)]
    [TestCase(WireLimits.RoomNameRunes, WireLimits.RoomNameBytes, true)]
    public void Length_limits_are_exact(int runes, int bytes, bool room)
    {
        Func<string, string?> check = room ? CheckRoom : Check;
        string three = new('茶', bytes / 3);
        string rest = new('a', bytes - (3 * three.Length));
        Assert.That(check(new string('a', runes - 1)), Is.Null);
        Assert.That(check(new string('a', runes)), Is.Null);
        Assert.That(check(new string('é', runes)), Is.Null, "As many bytes as there may be.");
        string tooLong = NameSentences.TooLong(
            room ? NameSentences.RoomName : NameSentences.Name, runes, bytes);
        Assert.That(check(new string('a', runes + 1)), Is.EqualTo(tooLong));
        Assert.That(check(three + rest[1..]), Is.Null, "One byte below the limit.");
        Assert.That(check(three + rest), Is.Null);
        Assert.That(check(three + rest + "a"), Is.EqualTo(tooLong));
    }

    [TestCase("Error")]
    [TestCase("userName")]
    [TestCase("nickname")]
    [TestCase("nick")]
    [TestCase("Quit")]
    [TestCase("EXIT")]
    public void Reserved_words_are_refused_as_user_names_but_accepted_as_room_names(string word)
    {
        Assert.That(Check(word), Is.EqualTo(NameSentences.Reserved(word)));
        Assert.That(CheckRoom(word), Is.Null);
    }

    [TestCase("server")]
    [TestCase("SERVER")]
    public void Server_is_refused_as_a_user_and_room_name(string word)
    {
        Assert.That(Check(word), Is.EqualTo(NameSentences.Reserved(word)));
        Assert.That(CheckRoom(word), Is.EqualTo(NameSentences.ReservedRoom(word)));
    }

    [TestCase("user-1")]
    [TestCase("USER-48213")]
    public void Alias_is_refused_as_a_name(string name) =>
        Assert.That(Check(name), Is.EqualTo(NameSentences.Alias(name)));

    [TestCase("user-")]
    [TestCase("user-x")]
    [TestCase("user1")]
    [TestCase("user-1-2")]
    public void Text_similar_to_an_alias_is_accepted_as_a_name(string name) =>
        Assert.That(Check(name), Is.Null);

    [Test]
    public void Invalid_UTF_8_in_a_name_is_refused_as_such()
    {
        foreach (byte[] bad in new byte[][] { [0xFF], [0xC2], [0xED, 0xA0, 0x80], [0xC1, 0xBF] })
        {
            Assert.That(
                NameRule.CheckName([(byte)'a', .. bad]),
                Is.EqualTo(NameSentences.NotUtf8(NameSentences.Name)));
        }
    }

    [Test]
    public void Name_cannot_contain_the_first_characters_of_a_server_line()
    {
        // Every start of a server line has a character that names may not contain.
        foreach (char c in " :*|()[]")
        {
            Assert.That(Check($"a{c}"), Is.Not.Null, $"'{c}'");
        }
    }

    private static string? Check(string name) => NameRule.CheckName(Encoding.UTF8.GetBytes(name));

    private static string? CheckRoom(string name) =>
        NameRule.CheckRoom(Encoding.UTF8.GetBytes(name));

    [TestCase("--")]
    [TestCase("-a")]
    [TestCase(".a")]
    public void Name_that_could_start_a_server_line_is_refused(string name) =>
        Assert.That(
            NameRule.CheckName(System.Text.Encoding.UTF8.GetBytes(name)),
            Is.EqualTo(NameSentences.BadStart(NameSentences.Name)));

    [TestCase("_a")]
    [TestCase("a-")]
    [TestCase("a--")]
    [TestCase("7")]
    public void Signs_inside_a_name_are_accepted(string name) =>
        Assert.That(
            NameRule.CheckName(System.Text.Encoding.UTF8.GetBytes(name)),
            Is.Null);

    [TestCase("Alice", "Alice")]
    [TestCase("J@hn Doe", "J-hn-Doe")]
    [TestCase("Ali Baba", "Ali-Baba")]
    [TestCase("a  @ b", "a-b")]
    [TestCase(" Alice ", "Alice")]
    [TestCase("--Alice--", "Alice")]
    [TestCase(".Alice.", "Alice.")]
    [TestCase("-.-a", "a")]
    [TestCase("a--b", "a--b")]
    [TestCase("_", "_")]
    [TestCase("", "guest")]
    [TestCase("   ", "guest")]
    [TestCase("-.-", "guest")]
    [TestCase("👋👋", "guest")]
    [TestCase("\n\u001B[2J", "2J")]
    [TestCase("👋Bob👋", "Bob")]
    [TestCase("Зоя", "Зоя")]
    [TestCase("pаypal", "p-ypal")]
    [TestCase("Зоя Z", "Зоя")]
    [TestCase("αбc", "α")]
    [TestCase("\uFB01sh", "sh")]
    [TestCase("e\u0301te", "e-te")]
    [TestCase("server", "server")]
    [TestCase("@NICK", "NICK")]
    public void Invalid_characters_become_a_dash(string wish, string name) =>
        Assert.That(Derive(wish), Is.EqualTo(name));

    [Test]
    public void Overlong_name_is_shortened_between_characters()
    {
        const int most = WireLimits.NameRunes;
        Assert.That(Derive(new string('x', most)), Is.EqualTo(new string('x', most)));
        Assert.That(Derive(new string('x', most + 1)), Is.EqualTo(new string('x', most)));
        Assert.That(Derive("x" + new string('я', most)), Is.EqualTo("x"));
        Assert.That(Derive(new string('я', most)), Is.EqualTo(new string('я', most / 2)));
        Assert.That(Derive("1" + new string('я', most)), Is.EqualTo("1" + new string('я', 15)));
        Assert.That(Derive(new string('x', most - 1) + " x"), Is.EqualTo(new string('x', 31)));
    }

    [Test]
    public void Invalid_UTF_8_is_removed_from_a_derived_name()
    {
        Assert.That(
            NameRule.Derive([(byte)'A', 0xE9, 0xFF, (byte)'b', 0xC3]),
            Is.EqualTo("A-b"u8.ToArray()));
        Assert.That(NameRule.Derive([0xFF, 0xC3]), Is.EqualTo("guest"u8.ToArray()));
    }

    [Test]
    public void Any_input_derives_a_valid_name_or_a_reserved_word()
    {
        (Random random, string note) = JunkTests.Seed();
        string[] parts =
            ["-", ".", " ", "a", "б", "λ", "ſ", "茶", "👋", "\u0301", "7", "user-", "Ж"];
        for (int round = 0; round < 20_000; round++)
        {
            var wish = new byte[random.Next(80)];
            random.NextBytes(wish);
            if (round % 2 == 0)
            {
                string mixed = string.Concat(random.GetItems(parts, random.Next(40)));
                wish = Encoding.UTF8.GetBytes(mixed);
            }

            byte[] name = NameRule.Derive(wish);
            string what = $"{note} {Show.Bytes(wish)} became {Show.Bytes(name)}";
            Assert.That(name, Has.Length.InRange(1, WireLimits.NameRunes), what);
            Assert.That(
                NameRule.CheckName(name),
                Is.Null.Or.EqualTo(NameSentences.Reserved(Encoding.UTF8.GetString(name)))
                    .Or.EqualTo(NameSentences.Alias(Encoding.UTF8.GetString(name))),
                what);
        }
    }

    [Test]
    public void Valid_short_name_is_unchanged()
    {
        foreach (string name in new[] { "Alice", "a_b-c.9", "Zoë", "Алиса", "田中太郎", "محمد" })
        {
            Assert.That(Derive(name), Is.EqualTo(name));
        }
    }

    private static string Derive(string wish) =>
        Encoding.UTF8.GetString(NameRule.Derive(Encoding.UTF8.GetBytes(wish)));
}
