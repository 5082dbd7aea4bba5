using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using UnitTests.Protocol.Dialects.Legacy;

namespace UnitTests.Protocol.Dialects;

/// <summary>The list of dialects, and the login properties of the legacy ones.</summary>
internal sealed class DialectCatalogTests
{
    [TestCase("username", 12345, "simple-tcp-chat", "username")]
    [TestCase(
        "prompt+name-first",
        5000,
        "python-tcp-chat and multi-client-chat-application",
        "name-first,prompt")]
    [TestCase("nick", 55555, "tcp-chat-in-python", "nick")]
    [TestCase("nickname", 5555, "python-chat-application", "nickname")]
    public void Legacy_programs_have_their_documented_ports(
        string name, int port, string program, string dialects)
    {
        DialectSet set = DialectCatalog.Compatible.Single(s => s.Name == name);
        Assert.That(set.Port, Is.EqualTo(port));
        Assert.That(set.For, Is.EqualTo(program));
        Assert.That(set.IsPrompted, Is.True);
        Assert.That($"{set}", Is.EqualTo(name));
        Assert.That(
            string.Join(',', set.Dialects.Select(static d => d.Name)), Is.EqualTo(dialects));
    }

    [Test]
    public void Compatible_sets_have_distinct_ports()
    {
        Assert.That(DialectCatalog.Compatible, Has.Count.EqualTo(4));
        Assert.That(DialectCatalog.Compatible.Select(static s => s.Port), Is.Unique);
        Assert.That(
            DialectCatalog.Compatible.Select(static s => s.Port),
            Has.None.EqualTo(DialectCatalog.Shared.Port));
    }

    [Test]
    public void Every_dialect_can_be_selected_for_a_listener()
    {
        Assert.That(DialectCatalog.Sets.Select(static s => s.Name), Is.Unique);
        Assert.That(DialectCatalog.Sets, Does.Contain(DialectCatalog.Shared));
        Assert.That(DialectCatalog.Shared.IsPrompted, Is.False);
        Assert.That(DialectCatalog.Sets, Is.SupersetOf(DialectCatalog.Compatible));
        foreach (string name in LegacyDialects.Names)
        {
            DialectSet set = DialectCatalog.Sets.Single(s => s.Name == name);
            Assert.That(set.IsPrompted, Is.True, name);
            Assert.That(set.Dialects.Single().Name, Is.EqualTo(name));
            Assert.That(
                set.Port,
                Is.EqualTo(DialectCatalog.Compatible.Single(s => s.Dialects.Any(
                    d => d.Name == name)).Port));
        }
    }

    [Test]
    public void Only_prompt_and_name_first_share_an_encoding()
    {
        IDialect[] all = [.. DialectCatalog.Sets.SelectMany(static s => s.Dialects).Distinct()];
        Assert.That(all.Select(static d => d.Name), Is.Unique);
        Assert.That(
            all.Select(Encoding).Distinct(),
            Is.EquivalentTo(Enumerable.Range(0, DialectCatalog.Encodings)));
        Assert.That(
            all.Where(static d => d.Name != "prompt").Select(Encoding), Is.Unique);
        Assert.That(
            Encoding(LegacyDialects.Of("prompt")),
            Is.EqualTo(Encoding(LegacyDialects.Of("name-first"))));
    }

    [TestCase("username", "USERNAME", "", true, false)]
    [TestCase(
        "prompt",
        "Enter your username: ",
        "ERROR: Username already taken. Try again.\n",
        false,
        true)]
    [TestCase("name-first", "", "", false, false)]
    [TestCase("nick", "NICK", "", false, false)]
    [TestCase("nickname", "NICKNAME", "", false, false)]
    public void Each_legacy_dialect_has_its_own_prompt_rules(
        string name, string prompt, string taken, bool twice, bool alone)
    {
        PromptRules rules = LegacyDialects.Of(name).Prompting!;
        Assert.That(Text(rules.Prompt), Is.EqualTo(prompt));
        Assert.That(Text(rules.TakenAnswer), Is.EqualTo(taken));
        Assert.That(rules.NameComesTwice, Is.EqualTo(twice));
        Assert.That(rules.WelcomeStandsAlone, Is.EqualTo(alone));
    }

    [Test]
    public void Prompt_pauses_are_long_enough_for_the_legacy_clients()
    {
        Assert.That(PromptRules.SecondNameMs, Is.EqualTo(300));
        Assert.That(PromptRules.SpeaksFirstMs, Is.EqualTo(500));
        Assert.That(PromptRules.UnreadPromptMs, Is.EqualTo(300));
        Assert.That(PromptRules.ApartMs, Is.GreaterThanOrEqualTo(200));
    }

    [Test]
    public void Only_nick_clients_receive_their_own_messages()
    {
        foreach (string name in LegacyDialects.Names)
        {
            IDialect dialect = LegacyDialects.Of(name);
            Assert.That(dialect.Echoes, Is.EqualTo(name == "nick"), name);
            Assert.That(dialect.CarriesChat, name);
            Assert.That(dialect.IsLineBased, name);
        }
    }

    [Test]
    public void First_bytes_never_identify_a_legacy_dialect()
    {
        foreach (string name in LegacyDialects.Names)
        {
            for (int b = 0; b < 256; b++)
            {
                Assert.That(
                    LegacyDialects.Of(name).Recognise([(byte)b]),
                    Is.EqualTo(Recognition.No),
                    $"{name} 0x{b:X2}");
            }
        }
    }

    [Test]
    public void Dialects_of_the_shared_port_have_no_prompt()
    {
        foreach (IDialect dialect in DialectCatalog.Shared.Dialects)
        {
            Assert.That(dialect.Prompting, Is.Null, dialect.Name);
        }
    }

    private static int Encoding(IDialect dialect) => dialect.EncodingOf(default);

    private static string Text(ReadOnlyMemory<byte> bytes) =>
        System.Text.Encoding.UTF8.GetString(bytes.Span);
}
