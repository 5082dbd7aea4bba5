using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Protocol.Messages;

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

    [Test]
    public void Private_messages_stay_until_they_were_delivered()
    {
        _fixture.Store.Append(new StoreChange.AccountChanged(s_alice));
        Tell(1, 9, "first");
        Tell(2, -9, "second");
        Tell(3, 9, "third");
        _fixture.Keep();
        _fixture.Crash();
        Assert.That(
            _fixture.State.Unread,
            Is.EquivalentTo(new StoredUnread[]
            {
                new(s_alice.Id, 9, Count: 2, Bytes: 16, Last: 3),
                new(s_alice.Id, -9, Count: 1, Bytes: 9, Last: 2),
            }));
        StoredLine[] lines = [.. _fixture.Ask(new UnreadQuery(s_alice.Id)).Lines];
        Assert.That(
            lines.Select(static line => Encoding.UTF8.GetString(line.Text)),
            Is.EqualTo(new[] { "first", "second", "third" }));
        Assert.That(
            (lines[0].Sequence, lines[0].SenderId, lines[0].RequestId, lines[0].EmptyLines),
            Is.EqualTo((1, 7, 5, 2)));
        _fixture.Store.Append(
            new StoreChange.AccountChanged(s_alice with { PrivateRead = 2 }));
        _fixture.Reopen();
        Assert.That(_fixture.State.Unread.Single().Last, Is.EqualTo(3));
        Assert.That(_fixture.State.Accounts.Single().PrivateRead, Is.EqualTo(2));
        _fixture.Store.Append(new StoreChange.AccountRemoved(s_alice.Id));
        _fixture.Reopen();
        Assert.That(_fixture.State.Unread, Is.Empty);
    }

    private void Tell(ulong sequence, long senderKey, string text) => Assert.That(
        _fixture.Store.TryAppend(new StoredMessage
        {
            Kind = EventKind.Told,
            Account = s_alice.Id,
            SenderKey = senderKey,
            Room = default,
            Incarnation = 0,
            Sequence = sequence,
            TimeMs = 1,
            SenderId = 7,
            RequestId = 5,
            EmptyLines = 2,
            Name = "bob"u8,
            Text = StoreFixture.Utf8(text),
        }),
        Is.True);
}
