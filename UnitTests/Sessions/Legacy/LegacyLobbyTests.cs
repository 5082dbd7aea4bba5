using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;

namespace UnitTests.Sessions.Legacy;

/// <summary>One lobby with a client of every kind.</summary>
internal sealed class LegacyLobbyTests
{
    private static readonly string[] s_dialects =
        ["chat", "username", "prompt", "prompt+name-first", "nick", "nickname"];

    private FakeOldServer _server = null!;
    private Dictionary<string, LegacyPeer> _people = null!;
    private NativePeer _program = null!;

    [SetUp]
    public void Connect_a_client_of_every_kind()
    {
        _server = new FakeOldServer();
        _people = s_dialects.ToDictionary(static d => d, d => _server.Enter(d, Name(d)));
        _program = _server.EnterNative("program");
        _people["chat"].Take();
    }

    [TearDown]
    public void Every_connection_and_slice_is_released() => _server.Dispose();

    [Test]
    public void Every_member_receives_every_message_in_its_own_dialect()
    {
        foreach ((string dialect, LegacyPeer speaker) in _people)
        {
            Say(dialect, "hello");
            _server.Pass(50);
            foreach ((string listener, LegacyPeer hears) in _people)
            {
                string end = listener == "chat" ? "\n" : string.Empty;
                string[] expected = hears != speaker || dialect == "nick"
                    ? [$"{Name(dialect)}: hello{end}"]
                    : [];
                Assert.That(hears.Take(), Is.EqualTo(expected), $"{dialect} to {listener}");
            }

            Assert.That(_program.Take().Single().Text, Is.EqualTo("hello"), dialect);
        }

        _program.Request(RequestVerb.Say, 7, text: "héllo");
        _server.Settle();
        Assert.That(_people["chat"].Take(), Is.EqualTo(new[] { "program: héllo\n" }));
        Assert.That(_people["username"].Take(), Is.EqualTo(new[] { "program: héllo" }));
        Assert.That(_people["prompt"].Take(), Is.EqualTo(new[] { "program: héllo" }));
        Assert.That(_people["prompt+name-first"].Take(), Is.EqualTo(new[] { "program: héllo" }));
        Assert.That(_people["nick"].Take(), Is.EqualTo(new[] { "program: h?llo" }));
        Assert.That(_people["nickname"].Take(), Is.EqualTo(new[] { "program: héllo" }));
    }

    [Test]
    public void Every_member_can_send_private_messages_to_every_other_member()
    {
        foreach (string from in s_dialects)
        {
            foreach (string to in s_dialects)
            {
                Say(from, $"@{Name(to).ToUpperInvariant()} psst");
                _server.Pass(50);
                string expected = to == "chat"
                    ? $"(private) {Name(from)}: psst\n"
                    : $"{Name(from)} (private): psst";
                Assert.That(_people[to].Take(), Is.EqualTo(new[] { expected }), $"{from} to {to}");
                Assert.That(
                    _people.Values.SelectMany(static p => p.Take()), Is.Empty, $"{from} to {to}");
            }

            Say(from, "@program psst");
            SeenEvent told = _program.Take().Single(static e => e.Kind == EventKind.Told);
            Assert.That(told.Name, Is.EqualTo(Name(from)));
            _program.Request(RequestVerb.Tell, 9, Name(from), "psst");
            _server.Settle();
            _server.Pass(50);
            Assert.That(_people[from].Take(), Is.EqualTo(new[]
            {
                from == "chat" ? "(private) program: psst\n" : "program (private): psst",
            }));
            _program.Take();
        }
    }

    [Test]
    public void Unknown_recipient_is_reported_in_each_dialect()
    {
        foreach (string dialect in s_dialects)
        {
            Say(dialect, "@nobody psst");
        }

        string usual = TextLine.RefusalText(RefusalCode.NoSuchPerson, "nobody");
        Assert.That(
            s_dialects.Select(d => _people[d].Take().Single()),
            Is.EqualTo(new[]
            {
                $"-- {usual}\n",
                $"ERROR: {usual}",
                "ERROR: User 'nobody' not found.",
                $"ERROR: {usual}",
                $"ERROR: {usual}",
                $"[SERVER] {usual}",
            }));
    }

    [Test]
    public void Joins_leaves_and_renames_are_shown_in_each_dialect()
    {
        LegacyPeer una = _server.Connect("username");
        una.Write("una");
        una.Write("una");
        Assert.That(Seen(), Is.EqualTo(new[]
        {
            $"{TextLine.Joined("una")}\n",
            "una has joined the chat!",
            "una has joined the chat!",
            "una has joined the chat!",
            "una joined!",
            "[SERVER] una joined the chat!",
        }));
        una.Write("una: /nick ulla");
        string renamed = TextLine.Unmarked(TextLine.Renamed("una", "ulla"));
        Assert.That(Seen(), Is.EqualTo(new[]
        {
            $"{TextLine.Renamed("una", "ulla")}\n",
            $"SERVER: {renamed}",
            $"SERVER: {renamed}",
            $"SERVER: {renamed}",
            $"SERVER: {renamed}",
            $"[SERVER] {renamed}",
        }));
        una.Write("una: /me waves");
        Assert.That(Seen(), Is.EqualTo(new[]
        {
            "* ulla waves\n", "* ulla waves", "* ulla waves", "* ulla waves", "* ulla waves",
            "* ulla waves",
        }));
        una.End();
        Assert.That(Seen(), Is.EqualTo(new[]
        {
            $"{TextLine.Left("ulla")}\n",
            "ulla has left the chat.",
            "ulla has left the chat!",
            "ulla has left the chat!",
            "ulla left!",
            "[SERVER] ulla left the chat!",
        }));
        Assert.That(una.Take()[..3], Is.EqualTo(new[]
        {
            "USERNAME",
            "una has joined the chat!\nConnected to the server!",
            $"SERVER: {TextLine.Unmarked(TextLine.NowKnownAs("ulla"))}",
        }));
    }

    [Test]
    public void Other_rooms_are_marked_in_each_dialect()
    {
        foreach (string dialect in s_dialects)
        {
            Say(dialect, "/join tea");
            _server.Pass(100);
        }

        Seen();
        Say("chat", "hot?");
        Say("prompt", "yes");
        _server.Pass(100);
        string[] both = ["[tea] chatter: hot?", "[tea] prompt: yes"];
        Assert.That(_people["chat"].Take(), Is.EqualTo(new[] { $"{both[1]}\n" }));
        Assert.That(_people["prompt"].Take(), Is.EqualTo(new[] { both[0] }));
        foreach (string dialect in new[] { "username", "prompt+name-first", "nick", "nickname" })
        {
            Assert.That(_people[dialect].Take(), Is.EqualTo(both), dialect);
        }

        Say("nick", "echo");
        Assert.That(_people["nick"].Take(), Is.EqualTo(new[] { "[tea] nick_: echo" }));
        Assert.That(
            _program.Take().Where(static e => e.Kind == EventKind.Said), Is.Empty, "the lobby");
        _server.Pass(100);
        Seen();
        Say("username", "/leave");
        Assert.That(Seen(), Is.EqualTo(new[]
        {
            $"{TextLine.Left("user", room: "tea")}\n",
            $"SERVER: {TextLine.Unmarked(TextLine.YouLeft("tea", "lobby"))}",
            "[tea] user has left the chat!",
            "[tea] user has left the chat!",
            "[tea] user left!",
            "[SERVER] [tea] user left the chat!",
        }));
    }

    [Test]
    public void Non_ASCII_name_is_a_number_for_ASCII_only_clients()
    {
        LegacyPeer zoe = _server.Enter("nickname", "Zoë");
        Seen();
        zoe.Write("Zoë: ça va?");
        List<string> seen = Seen();
        string alias = seen[4].Split(':')[0];
        Assert.That(alias, Does.Match("^user-[0-9]+$"));
        Assert.That(seen, Is.EqualTo(new[]
        {
            "Zoë: ça va?\n", "Zoë: ça va?", "Zoë: ça va?", "Zoë: ça va?", $"{alias}: ?a va?",
            "Zoë: ça va?",
        }));
        Say("nick", "/users");
        Assert.That(_people["nick"].Take(), Is.EqualTo(new[]
        {
            "SERVER: " + TextLine.Unmarked(TextLine.Members(
                "",
                alias, "chatter", "first", "nick_", "nicknamed", "program", "prompt", "user")),
        }));
        Say("nick", $"@{alias} oui");
        Assert.That(zoe.Take(), Is.EqualTo(new[] { "nick_ (private): oui" }));
        _server.Pass(100);
        zoe.Write("Zoë: @nick_ très bien");
        Assert.That(
            _people["nick"].Take(), Is.EqualTo(new[] { $"{alias} (private): tr?s bien" }));
        _server.Pass(100);
        zoe.Write("Zoë: /nick Noël");
        Assert.That(
            _people["nick"].Take(),
            Is.EqualTo(new[]
            {
                $"SERVER: {TextLine.Unmarked(TextLine.Renamed(alias, alias))}",
            }));
        _server.Pass(100);
        Say("nick", $"@{alias} noch da");
        Assert.That(zoe.Take()[^1], Is.EqualTo("nick_ (private): noch da"));
        zoe.End();
        Assert.That(_people["nick"].Take(), Is.EqualTo(new[] { $"{alias} left!" }));
    }

    [Test]
    public void Newcomers_get_history_only_on_request()
    {
        Say("chat", "before");
        foreach (string dialect in new[] { "username", "prompt", "name-first", "nick", "nickname" })
        {
            LegacyPeer late = _server.Connect(dialect);
            late.Write("late");
            if (dialect == "username")
            {
                late.Write("late");
            }

            _server.Pass(1000);
            Assert.That(string.Concat(late.Take()), Does.Not.Contain("before"), dialect);
            late.Write("/history");
            _server.Pass(100);
            Assert.That(string.Concat(late.Take()), Does.Contain("| 12:00 chatter: before"));
            late.End();
            _server.Pass(100);
        }
    }

    /// <summary>
    /// The lines that each of the six clients received since the last call, in order.
    /// </summary>
    private List<string> Seen()
    {
        _server.Pass(100);
        return [.. s_dialects.Select(d => string.Join('|', _people[d].Take()))];
    }

    private void Say(string dialect, string text) => _people[dialect].Write(dialect switch
    {
        "chat" => $"{text}\n",
        "prompt" or "prompt+name-first" => text,
        _ => $"{Name(dialect)}: {text}",
    });

    private static string Name(string dialect) => dialect switch
    {
        "chat" => "chatter",
        "username" => "user",
        "prompt+name-first" => "first",
        "nick" => "nick_",
        "nickname" => "nicknamed",
        _ => dialect,
    };
}
