using EventLoopServer.Chat.Storage;

namespace UnitTests.Storage;

internal sealed class InvitationTests
{
    private static readonly StoredInvitation s_first = new("k7fm", "abc")
    {
        Uses = 5,
        UsesLeft = 4,
        CreatedMs = 1,
        UntilMs = 2,
        By = "Älice",
        Account = (1L << 53) - 1,
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
    public void Invitation_comes_back_with_every_field()
    {
        _fixture.Store.Append(new StoreChange.InvitationChanged(s_first));
        _fixture.Keep();
        _fixture.Crash();
        Assert.That(_fixture.State.Invitations, Is.EqualTo(new[] { s_first }));
    }

    [Test]
    public void Later_change_replaces_an_earlier_one_and_a_removal_ends_it()
    {
        StoredInvitation other = s_first with { CodeHash = "def", CreatedMs = 3 };
        StoredInvitation second = new("m2np", "ghi") { CreatedMs = 2 };
        _fixture.Store.Append(new StoreChange.InvitationChanged(s_first));
        _fixture.Store.Append(new StoreChange.InvitationChanged(second));
        _fixture.Store.Append(new StoreChange.InvitationChanged(other));
        _fixture.Reopen();
        Assert.That(_fixture.State.Invitations, Is.EqualTo(new[] { second, other }));
        _fixture.Store.Append(new StoreChange.InvitationRemoved("m2np"));
        _fixture.Reopen();
        Assert.That(_fixture.State.Invitations, Is.EqualTo(new[] { other }));
    }
}
