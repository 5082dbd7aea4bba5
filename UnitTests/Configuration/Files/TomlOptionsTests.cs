using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Files;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace UnitTests.Configuration.Files;

/// <summary>The faults of a configuration file, with their positions.</summary>
internal sealed class TomlOptionsTests
{
    private const string File = "chat.toml";

    private static readonly IReadOnlyList<OptionRow> s_rows =
        new OptionSchema<ServerOptions>().Rows;

    private static readonly TestCaseData[] s_faults =
    [
        new(
            "lan = true\nmax-clents = 7\n",
            2,
            1,
            ConfigurationSentences.UnknownDid("max-clents", "max-clients")),
        new("something = 7", 1, 1, ConfigurationSentences.Unknown("something")),
        new(
            "  max_clients = 7",
            1,
            3,
            ConfigurationSentences.UnknownDid("max_clients", "max-clients")),
        new("'--LAN' = true", 1, 1, ConfigurationSentences.UnknownDid("--LAN", "lan")),
        new("\"\\u001b[2J\" = 1", 1, 1, ConfigurationSentences.Unknown("?[2J")),
        new("config = 'x'", 1, 1, ConfigurationSentences.OnlyOutside("config")),
        new("lan = true\n\nlan = true", 3, 1, ConfigurationSentences.Twice("lan", 1)),
        new("port = 'x'", 1, 8, Wrong("port", ConfigurationSentences.Whole, "text")),
        new("port = 1.5", 1, 8, Wrong("port", ConfigurationSentences.Whole, "a fraction")),
        new("lan = 1", 1, 7, Wrong("lan", ConfigurationSentences.Flag, "a whole number")),
        new("lan = 'true'", 1, 7, Wrong("lan", ConfigurationSentences.Flag, "text")),
        new("data = 7", 1, 8, Wrong("data", ConfigurationSentences.Text, "a whole number")),
        new("data = ['a']", 1, 8, Wrong("data", ConfigurationSentences.Text, "an array")),
        new("data = {}", 1, 8, Wrong("data", ConfigurationSentences.Text, "a table")),
        new("drain = true", 1, 9, Wrong(
            "drain", ConfigurationSentences.TextOrWhole, "true or false")),
        new("drain = 1979-05-27", 1, 9, Wrong(
            "drain", ConfigurationSentences.TextOrWhole, "a date")),
        new("listen = '::1'", 1, 10, Wrong("listen", ConfigurationSentences.Array, "text")),
        new("listen = ['[::1]:5', 5]", 1, 22, Wrong(
            "listen", ConfigurationSentences.Text, "a whole number")),
        new("listen = [\n  '[::1]:5',\n  'x'\n]", 3, 3, "listen" + OptionSentences.Takes(
            OptionSentences.EndPoint, "x")),
        new("port = 65536", 1, 8, "port" + OptionSentences.Takes(
            OptionSentences.Count("0 to 65535"), "65536")),
        new("port = -1", 1, 8, "port" + OptionSentences.Takes(
            OptionSentences.Count("0 to 65535"), "-1")),
        new("ring = '1'", 1, 8, "ring" + OptionSentences.Takes(
            OptionSentences.Size("64KiB to 64MiB"), "1")),
        new("[limits]\n", 1, 1, ConfigurationSentences.NoTables),
        new("\n[[limits]]\n", 2, 1, ConfigurationSentences.NoTables),
        new("limits.rate = 1\n", 1, 1, ConfigurationSentences.NoTables),
        new("port = \n", 1, 8, ConfigurationSentences.NotToml),
        new("port = 99999999999999999999", 1, 8, ConfigurationSentences.NotToml),
    ];

    [TestCaseSource(nameof(s_faults))]
    public void Fault_has_its_line_and_column(
        string text, int line, int column, string sentence) => Assert.That(
        Read(text).Faults,
        Is.EqualTo(new[] { ConfigurationSentences.At(File, line, column, sentence) }));

    [Test]
    public void All_faults_are_reported_in_order()
    {
        string[] faults = [.. Read("rate = 'x'\nbogus = 1\nlan = 5\n").Faults];
        Assert.That(faults, Has.Length.EqualTo(3));
        for (int i = 0; i < 3; i++)
        {
            Assert.That(faults[i], Does.StartWith($"{File}:{i + 1}:"));
        }
    }

    [TestCase("password = hunter2")]
    [TestCase("password = \"hunter2")]
    [TestCase("password = \"hunter2\"")]
    [TestCase("password-file = hunter2")]
    [TestCase("hunter2")]
    [TestCase("a = 'hunter2'\na = 'hunter2'")]
    public void Fault_does_not_quote_a_misplaced_password(string text)
    {
        IReadOnlyList<string> faults = Read(text).Faults;
        Assert.That(faults, Is.Not.Empty);
        Assert.That(string.Join('\n', faults), Does.Not.Contain("hunter"));
    }

    [Test]
    public void Any_beginning_of_a_file_is_read_without_an_exception()
    {
        const string Text =
            "# é\nlan = true\nlisten = [\"[::1]:5\", '''a''']\n[t]\nx.'y' = {z=1}\n";
        for (int length = 0; length <= Text.Length; length++)
        {
            Assert.DoesNotThrow(() => Read(Text[..length]));
        }
    }

    [Test]
    public void Junk_is_read_without_an_exception()
    {
        string[] characters =
        [
            .. "ab-_=[]{}.,'\"\\\n\r\t 01#éüuD8🙂\0\u001b:"
                .EnumerateRunes().Select(static r => $"{r}"),
        ];
        int seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int i = 0; i < 3000; i++)
        {
            string text = string.Concat(random.GetItems(characters, random.Next(60)));
            Assert.DoesNotThrow(() => Read("lan = true\n" + text), text);
        }
    }

    private static string Wrong(string key, string expected, string found) =>
        ConfigurationSentences.WrongType(key, expected, found);

    private static TomlOptions Read(string text)
    {
        var options = new TomlOptions(s_rows, File);
        options.Read(text);
        return options;
    }
}
