using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;

namespace UnitTests.Chat.Accounts;

/// <summary>A server with accounts, whose store outlives it.</summary>
internal abstract class AccountFixture
{
    public const string Password = "correct horse";

    protected const string Home = "198.51.100.7";

    protected const string Elsewhere = "203.0.113.9";

    protected SimStore Store { get; private set; } = null!;

    protected ModerationFixture Chat { get; private set; } = null!;

    protected SimPasswordHash Hash => Chat.Server.Network.PasswordHash;

    [SetUp]
    public void Start()
    {
        Store = new SimStore(seed: 11);
        Open();
    }

    [TearDown]
    public void Stop()
    {
        Assert.That(Chat.Server.Server.Stats.Bugs, Is.Zero);
        Chat.Dispose();
        Store.Dispose();
    }

    protected static string Line(string sentence) => $"-- {sentence}\n";

    protected static AccountOptions Plain(string? registration = null) =>
        new() { IsPlainAllowed = true, Registration = registration };

    protected void Open(
        AccountOptions? accounts = null, AccessRules? access = null, bool isPaced = false) =>
        Chat = new ModerationFixture(access, Store, accounts ?? Plain(), isPaced);

    protected void Restart(AccountOptions? accounts = null, AccessRules? access = null)
    {
        Chat.Server.Stop();
        Open(accounts, access);
    }

    /// <summary>A user with an account, connected and logged in.</summary>
    protected SimTransport Register(
        string name, string address = Home, string password = Password)
    {
        SimTransport wire = Chat.Enter(name, address);
        Assert.That(
            Chat.Ask(wire, $"/register {password}"),
            Is.EqualTo(Line(AccountSentences.Registered(name))));
        return wire;
    }

    protected void Leave(SimTransport wire)
    {
        wire.Write("/quit\n"u8);
        Chat.Server.Settle();
    }

    /// <summary>Logs in with the first line of a new connection.</summary>
    protected SimTransport LogIn(
        string name, string password = Password, string address = Home)
    {
        SimTransport wire = Chat.Arrive(address, $"/login {name} {password}");
        string answer = ModerationFixture.Read(wire);
        Assert.That(answer, Does.StartWith(TextLine.Welcome(name)));
        Assert.That(answer, Does.Contain(Line(AccountSentences.LoggedIn(name))));
        return wire;
    }
}
