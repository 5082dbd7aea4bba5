namespace UnitTests.Sessions.Legacy;

/// <summary>A client of an older program sends a command where its name is expected.</summary>
internal sealed class LegacyCommandTests
{
    private const string Secret = "hunter2";

    private static readonly string[] s_dialects =
        ["username", "nick", "nickname", "prompt", "name-first"];

    [Test]
    public void Command_with_a_password_never_becomes_a_name(
        [ValueSource(nameof(s_dialects))] string dialect,
        [Values("/oper hunter2", " /oper hunter2", "\u00A0/pass hunter2", "/hunter2")] string sent)
    {
        using FakeOldServer server = new FakeOldServer();
        LegacyPeer bob = server.Enter("chat", "bob");
        LegacyPeer old = server.Connect(dialect);
        old.Write(sent);
        if (dialect == "username")
        {
            old.Write(sent);
        }

        server.Pass(2000);
        bob.Write("/users\n");
        server.Pass(300);
        Assert.That(string.Concat(bob.Take()), Does.Not.Contain(Secret));
    }

    [Test]
    public void Command_after_spaces_is_not_a_message(
        [ValueSource(nameof(s_dialects))] string dialect)
    {
        using FakeOldServer server = new FakeOldServer();
        LegacyPeer bob = server.Enter("chat", "bob");
        LegacyPeer old = server.Enter(dialect, "ann");
        string head = dialect is "username" or "nick" or "nickname" ? "ann: " : "";
        old.Write($"{head} /oper {Secret}");
        server.Pass(300);
        Assert.That(string.Concat(bob.Take()), Does.Not.Contain(Secret));
    }
}
