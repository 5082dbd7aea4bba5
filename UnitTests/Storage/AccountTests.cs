using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace UnitTests.Storage;

internal sealed class AccountTests
{
    private static readonly StoredAccount s_alice = new((1L << 53) - 1, "Älice")
    {
        Secret = "$argon2id$...",
        CodeHash = "abc",
        CodeUntilMs = 5,
        CreatedMs = 1,
        SeenMs = 2,
        ReleasedMs = 3,
        Role = AccountRole.Moderator,
        Places = "a/128 b/64",
    };

    private StoreFixture _fixture = null!;

    [SetUp]
    public void Open()
    {
        _fixture = new StoreFixture();
        _fixture.Open();
    }

    [TearDown]
    public void Close() => _fixture.Dispose();

    [Test]
    public void Account_comes_back_with_every_field()
    {
        _fixture.Store.Append(new StoreChange.AccountChanged(s_alice));
        _fixture.Keep();
        _fixture.Crash();
        Assert.That(_fixture.State.Accounts, Is.EqualTo(new[] { s_alice }));
    }

    [Test]
    public void Later_change_replaces_an_earlier_one_and_a_removal_ends_it()
    {
        var bob = new StoredAccount(2, "bob") { CreatedMs = 9 };
        _fixture.Store.Append(new StoreChange.AccountChanged(s_alice));
        _fixture.Store.Append(new StoreChange.AccountChanged(bob));
        _fixture.Store.Append(new StoreChange.AccountChanged(bob with { Secret = "new" }));
        _fixture.Store.Append(new StoreChange.AccountRemoved(s_alice.Id));
        _fixture.Reopen();
        Assert.That(
            _fixture.State.Accounts, Is.EqualTo(new[] { bob with { Secret = "new" } }));
    }
}
