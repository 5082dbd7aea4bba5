using Protocol.Commands;
using Protocol.Messages;
using SimpleClient.Lines;
using SimpleClient.Sentences;

namespace UnitTests.Client.Lines;

internal sealed class TypedLineTests
{
    [TestCase("hi there", RequestVerb.Say, "dev", "hi there")]
    [TestCase("//join is a command", RequestVerb.Say, "dev", "/join is a command")]
    [TestCase("@ noon", RequestVerb.Say, "dev", "@ noon")]
    [TestCase("@", RequestVerb.Say, "dev", "@")]
    [TestCase("@alice hi there", RequestVerb.Tell, "alice", "hi there")]
    [TestCase("@alice: hi", RequestVerb.Tell, "alice", "hi")]
    [TestCase("/msg alice hi  there", RequestVerb.Tell, "alice", "hi  there")]
    [TestCase("/join ops", RequestVerb.Join, "ops", "")]
    [TestCase("/JOIN ops ", RequestVerb.Join, "ops", "")]
    [TestCase("/leave", RequestVerb.Leave, "dev", "")]
    [TestCase("/leave ops", RequestVerb.Leave, "ops", "")]
    [TestCase("/rooms", RequestVerb.Rooms, "", "")]
    [TestCase("/users", RequestVerb.Members, "dev", "")]
    [TestCase("/who ops", RequestVerb.Members, "ops", "")]
    [TestCase("/topic", RequestVerb.Topic, "dev", "")]
    [TestCase("/topic the new one", RequestVerb.Topic, "dev", "the new one")]
    [TestCase("/nick bob", RequestVerb.Rename, "bob", "")]
    [TestCase("/me waves", RequestVerb.Me, "dev", "waves")]
    [TestCase("/help", RequestVerb.Help, "", "")]
    [TestCase("/help /join", RequestVerb.Help, "/join", "")]
    [TestCase("/history", RequestVerb.History, "dev", "")]
    [TestCase("/ping", RequestVerb.Ping, "", "")]
    [TestCase("/stats", RequestVerb.Stats, "", "")]
    [TestCase("/oper open sesame", RequestVerb.Oper, "", "open sesame")]
    [TestCase(" /oper open sesame", RequestVerb.Oper, "", "open sesame")]
    [TestCase("  /PASS let me in", RequestVerb.Pass, "", "let me in")]
    [TestCase("\u200B/oper open sesame", RequestVerb.Oper, "", "open sesame")]
    [TestCase(" /kick bob", RequestVerb.Kick, "bob", "")]
    [TestCase("\t/join ops", RequestVerb.Join, "ops", "")]
    [TestCase("\uFEFF /join ops", RequestVerb.Join, "ops", "")]
    [TestCase("\u00A0\U000E0001/join ops", RequestVerb.Join, "ops", "")]
    [TestCase(" //join is a command", RequestVerb.Say, "dev", "/join is a command")]
    [TestCase(" @bob secret", RequestVerb.Tell, "bob", "secret")]
    [TestCase("\u3000\u200D@bob: secret", RequestVerb.Tell, "bob", "secret")]
    [TestCase(" @ noon", RequestVerb.Say, "dev", " @ noon")]
    [TestCase("  indented", RequestVerb.Say, "dev", "  indented")]
    [TestCase("x @bob hi", RequestVerb.Say, "dev", "x @bob hi")]
    [TestCase("/kick bob", RequestVerb.Kick, "bob", "")]
    [TestCase("/kick bob too loud", RequestVerb.Kick, "bob", "too loud")]
    [TestCase("/mute bob 10m", RequestVerb.Mute, "bob", "10m")]
    [TestCase("/unmute bob", RequestVerb.Unmute, "bob", "")]
    [TestCase("/ban 192.0.2.0/24 1d spam", RequestVerb.Ban, "192.0.2.0/24", "1d spam")]
    [TestCase("/unban bob", RequestVerb.Unban, "bob", "")]
    [TestCase("/search tea in:ops", RequestVerb.Search, "ops", "tea in:ops")]
    [TestCase("/bans", RequestVerb.Bans, "", "")]
    [TestCase("/say Lunch is ready", RequestVerb.Announce, "", "Lunch is ready")]
    [TestCase("/stop", RequestVerb.Stop, "", "")]
    [TestCase("/users *", RequestVerb.Members, "*", "")]
    [TestCase("/quit", RequestVerb.Quit, "", "")]
    [TestCase("/exit", RequestVerb.Quit, "", "")]
    [TestCase("quit", RequestVerb.Quit, "", "")]
    [TestCase("EXIT ", RequestVerb.Quit, "", "")]
    [TestCase("exit the room", RequestVerb.Say, "dev", "exit the room")]
    [TestCase("/part ops", RequestVerb.Leave, "ops", "")]
    [TestCase("/tell alice hi", RequestVerb.Tell, "alice", "hi")]
    public void Line_is_read_as_a_request(string line, RequestVerb verb, string target, string text)
    {
        TypedLine typed = TypedLine.Read(line, "dev", byHand: true);
        Assert.That(typed.Verb, Is.EqualTo(verb));
        Assert.That(typed.Target, Is.EqualTo(target));
        Assert.That(typed.Text, Is.EqualTo(text));
        Assert.That(typed.Explanation, Is.Null);
    }

    [TestCase("quit")]
    [TestCase("Exit")]
    public void Bare_exit_word_in_a_pipe_is_a_message(string line)
    {
        TypedLine typed = TypedLine.Read(line, "dev", byHand: false);
        Assert.That(typed.Verb, Is.EqualTo(RequestVerb.Say));
        Assert.That(typed.Text, Is.EqualTo(line));
    }

    [TestCase("/", "", null)]
    [TestCase("/usr/bin", "usr/bin", null)]
    [TestCase("/opr open sesame", "opr", "oper")]
    [TestCase("/abcdefghijklmnopq", "abcdefghijklmnopq", null)]
    [TestCase("//oper open sesame", "/oper", "oper")]
    [TestCase(" //oper open sesame", "/oper", "oper")]
    [TestCase("//PASS\topen sesame", "/PASS", "pass")]
    public void Unknown_command_that_may_contain_a_password_or_a_path_is_not_sent(
        string line, string word, string? near) =>
        AssertExplained(line, new UnknownCommand(word, near).Sentence);

    [TestCase("/oper", "/oper PASSWORD")]
    [TestCase("/kick", "/kick NAME [REASON]")]
    [TestCase("/join", "/join ROOM")]
    [TestCase("/nick ", "/nick NAME")]
    [TestCase("/me", "/me TEXT")]
    [TestCase("/msg alice", "/msg NAME TEXT")]
    public void Command_without_its_arguments_is_explained_by_its_usage(
        string line, string usage)
    {
        var refusal = Refusal.For(RefusalCode.MissingArgument, usage);
        AssertExplained(line, $"{refusal.Sentence} {refusal.Advice}");
    }

    [Test]
    public void Private_message_without_a_text_is_explained() =>
        AssertExplained("@alice", InputSentences.MessageMissing("alice"));

    [TestCase("/frob x", "/frob x", "frob", null)]
    [TestCase(" /frob", "/frob", "frob", null)]
    [TestCase("/jion math", "/jion math", "jion", "join")]
    [TestCase("/bel", "/bel", "bel", "bell")]
    [TestCase("/abcdefghijklmnop", "/abcdefghijklmnop", "abcdefghijklmnop", null)]
    public void Unknown_command_is_sent_as_typed(
        string line, string text, string word, string? near)
    {
        TypedLine typed = TypedLine.Read(line, "dev", byHand: true, ["bell"]);
        Assert.That(typed.Verb, Is.EqualTo(RequestVerb.Line));
        Assert.That(typed.Target, Is.EqualTo("dev"));
        Assert.That(typed.Text, Is.EqualTo(text));
        Assert.That(typed.Unknown, Is.EqualTo(new UnknownCommand(word, near)));
        Assert.That(typed.IsForOwnRoom, "it may be for the room");
    }

    /// <summary>The usage in the help is accepted as input, for each command.</summary>
    [TestCaseSource(typeof(CommandCatalog), nameof(CommandCatalog.All))]
    public void Each_command_is_accepted_as_its_usage_shows(CommandGrammar row)
    {
        foreach (string word in row.Words)
        {
            bool hasNumber = row.Shape == ArgumentShape.TextAndNumber;
            string arguments = row.Usage[(row.Words[0].Length + 1)..].Replace("[", "");
            arguments = hasNumber ? arguments.Replace("SIZE", "5") : arguments;
            string line = $"/{word}{arguments.Replace("]", "")}";
            TypedLine typed = TypedLine.Read(line, "dev", byHand: true);
            Assert.That(
                typed.Verb, Is.EqualTo(hasNumber ? RequestVerb.Line : row.Verb), line);
            Assert.That(typed.Grammar, Is.SameAs(row), line);
            if (row.Shape != ArgumentShape.None)
            {
                string first = arguments.Split(' ')[1].TrimEnd(']');
                Assert.That($"{typed.Target} {typed.Text}", Does.Contain(first), line);
            }
        }
    }

    [TestCase("/register my pass word inv-abc", "inv-abc", "my pass word")]
    [TestCase("/register password INV-abc ", "INV-abc", "password")]
    [TestCase("/register inv-abc password", "", "inv-abc password")]
    [TestCase("/register pass inv-", "", "pass inv-")]
    public void Last_word_of_a_registration_may_be_a_code(string line, string code, string text)
    {
        TypedLine typed = TypedLine.Read(line, "dev", byHand: true);
        Assert.That((typed.Target, typed.Text), Is.EqualTo((code, text)));
    }

    [Test]
    public void Password_of_a_registration_is_asked_for_before_a_code()
    {
        PasswordQuestions asked = PasswordQuestions.Of("/register  inv-abc")!;
        Assert.That(asked.Complete(["pass word", "pass word"]), Is.EqualTo(
            "/register pass word inv-abc"));
        Assert.That(asked.Complete(["pass word", "password"]), Is.Null);
        Assert.That(
            PasswordQuestions.Of("/register")!.Complete(["pass word", "pass word"]),
            Is.EqualTo("/register pass word"));
        Assert.That(PasswordQuestions.Of("/register password"), Is.Null);
    }

    [Test]
    public void Private_text_keeps_its_indentation() => Assert.That(
        TypedLine.Read("@alice:     x = 1", "dev", byHand: true).Text, Is.EqualTo("    x = 1"));

    [TestCase("/passwd sesame")]
    [TestCase("/PassPhrase sesame")]
    [TestCase("/op sesame")]
    [TestCase("/operator sesame")]
    [TestCase("/opersesame")]
    public void Line_that_may_contain_a_password_is_not_sent(string line)
    {
        TypedLine typed = TypedLine.Read(line, "dev", byHand: true);
        Assert.That(typed.Explanation, Is.Not.Null.And.Not.Empty);
        Assert.That(typed.Unknown, Is.Null);
    }

    [TestCase("")]
    [TestCase("   ")]
    public void Empty_line_is_ignored(string line)
    {
        Assert.That(TypedLine.Read(line, "dev", byHand: true), Is.EqualTo(new TypedLine()));
    }

    private static void AssertExplained(string line, string explanation)
    {
        TypedLine typed = TypedLine.Read(line, "dev", byHand: true);
        Assert.That(typed.Explanation, Is.EqualTo(explanation));
        Assert.That(typed.Verb, Is.Null);
    }
}
