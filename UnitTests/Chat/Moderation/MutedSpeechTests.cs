using System.Text;
using EventLoopServer.Chat;
using Protocol.Commands;
using Protocol.Messages;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;

namespace UnitTests.Chat.Moderation;

/// <summary>
/// No command of a muted member, in any dialect, shows others a word that the member chose. The
/// tests iterate over the rows of the command table, so new rows are covered too.
/// </summary>
internal sealed class MutedSpeechTests
{
    /// <summary>A word that no other client sends.</summary>
    private const string Marker = "zzmarker";

    private const RequestVerb WaveVerb = (RequestVerb)201;

    private static readonly string[] s_dialects =
        ["chat", "native", "username", "nick", "nickname", "prompt", "name-first"];

    /// <summary>The arguments after the word: none, a target, a text, or both.</summary>
    private static readonly string[] s_arguments =
        ["", Marker, $"bob {Marker}", $"{Marker} {Marker}", $"lobby {Marker}"];

    private static IEnumerable<TestCaseData> RowsInDialects() =>
        from dialect in s_dialects
        from row in CommandCatalog.All
        where dialect == "native" || row.Words.Count > 0
        select new TestCaseData(dialect, row.Name).SetArgDisplayNames(dialect, row.Name);

    [TestCaseSource(nameof(RowsInDialects))]
    public void Word_chosen_by_a_muted_member_reaches_no_other_member(string dialect, string name)
    {
        Assert.That(Reach(dialect, name, isMuted: true), Is.Empty);
    }

    [Test]
    public void Same_words_of_an_unmuted_member_reach_others(
        [ValueSource(nameof(s_dialects))] string dialect)
    {
        int rows = CommandCatalog.All.Count(row =>
            (dialect == "native" || row.Words.Count > 0)
            && Reach(dialect, row.Name, isMuted: false).Length > 0);

        // Tell, Me, Join, Topic and Rename; also Say where it is a frame.
        Assert.That(rows, Is.GreaterThanOrEqualTo(dialect == "native" ? 6 : 5));
    }

    [TestCaseSource(nameof(s_dialects))]
    public void Speech_command_without_an_argument_is_refused(string dialect)
    {
        int waves = 0;
        var wave = new Command(
            new CommandGrammar(WaveVerb, "/wave", "waves") { Words = ["wave"], IsSpeech = true },
            (context, in _) => waves++);
        using FakeOldServer server = new FakeOldServer(commands: [wave]);
        Action<RequestVerb, string, string> send = Enter(server, dialect);
        server.Server.Console.Run([.. "/mute ann\n"u8], out _, out _);
        send(WaveVerb, "wave", "");
        server.Pass(300);
        Assert.That(waves, Is.Zero);
        server.Server.Console.Run([.. "/unmute ann\n"u8], out _, out _);
        send(WaveVerb, "wave", "");
        server.Pass(300);
        Assert.That(waves, Is.GreaterThan(0), "it runs after the unmute");
    }

    [TestCaseSource(nameof(s_dialects))]
    public void Message_line_of_a_muted_member_is_refused(string dialect)
    {
        using FakeOldServer server = new FakeOldServer();
        Action<RequestVerb, string, string> send = Enter(server, dialect);
        LegacyPeer bob = server.Enter("chat", "bob");
        server.Server.Console.Run([.. "/mute ann\n"u8], out _, out _);
        send(RequestVerb.Say, "", Marker);
        server.Pass(300);
        Assert.That(string.Join('\n', bob.Take()), Does.Not.Contain(Marker));
    }

    /// <summary>The marker lines that Bob receives after Ann has sent a row in all forms.</summary>
    private static string Reach(string dialect, string name, bool isMuted)
    {
        var seen = new StringBuilder();
        CommandGrammar row = CommandCatalog.All.First(r => r.Name == name);
        foreach (string arguments in s_arguments)
        {
            using FakeOldServer server = new FakeOldServer();
            Action<RequestVerb, string, string> send = Enter(server, dialect);
            LegacyPeer bob = server.Enter("chat", "bob");
            if (isMuted)
            {
                server.Server.Console.Run([.. "/mute ann\n"u8], out _, out _);
            }

            send(row.Verb, row.Words.FirstOrDefault(""), arguments);
            server.Pass(300);
            bob.Write("/rooms\n/users\n/topic\n/history\n");
            server.Pass(300);
            seen.AppendJoin('\n', bob.Take().Where(static s => s.Contains(Marker)));
        }

        return seen.ToString();
    }

    /// <summary>Connects Ann. The result sends a request of hers: verb, word, arguments.</summary>
    private static Action<RequestVerb, string, string> Enter(FakeOldServer server, string dialect)
    {
        if (dialect == "native")
        {
            NativePeer peer = server.EnterNative("ann");
            return (verb, word, arguments) =>
            {
                string[] words = arguments.Split(' ', 2);
                if (verb != RequestVerb.Line)
                {
                    peer.Request(verb, 2, words[0], words.Length > 1 ? words[1] : "");
                    peer.Request(verb, 3, "", arguments);
                    peer.Request(verb, 4, arguments, "");
                }

                string line = word.Length > 0 ? $"/{word} {arguments}" : arguments;
                peer.Request(RequestVerb.Line, 5, "lobby", line);
                server.Settle();
            };
        }

        LegacyPeer client = server.Enter(dialect, "ann");
        string head = dialect is "username" or "nick" or "nickname" ? "ann: " : "";
        string end = dialect == "chat" ? "\n" : "";
        return (_, word, arguments) => client.Write(
            word.Length > 0 ? $"{head}/{word} {arguments}{end}" : $"{head}{arguments}{end}");
    }
}
