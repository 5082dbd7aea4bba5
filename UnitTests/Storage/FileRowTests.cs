using EventLoopServer.Chat.Storage;

namespace UnitTests.Storage;

/// <summary>Shared files in the store.</summary>
internal sealed class FileRowTests
{
    private static readonly StoredFile s_file = new((UInt128)7 << 100, new string('a', 64), 1234)
    {
        Name = "Grüße \"1\".png",
        Type = "image/png",
        Width = 640,
        Height = 480,
        CreatedMs = 1_700_000_000_000,
        Owner = "alice",
        Sender = "Alice",
        Room = "lobby",
    };

    [Test]
    public void Files_come_back_until_they_are_removed([Values] bool isClean)
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        StoredFile older = s_file with { Id = 8, CreatedMs = 5 };
        fixture.Store.Append(new StoreChange.FileShared(s_file));
        fixture.Store.Append(new StoreChange.FileShared(older));
        fixture.Keep();
        Restart(fixture, isClean);
        Assert.That(fixture.State.Files, Is.EqualTo(new[] { older, s_file }));
        fixture.Store.Append(new StoreChange.FileRemoved(s_file.Id));
        fixture.Keep();
        Restart(fixture, isClean);
        Assert.That(fixture.State.Files, Is.EqualTo(new[] { older }));
    }

    private static void Restart(StoreFixture fixture, bool isClean)
    {
        if (isClean)
        {
            fixture.Reopen();
        }
        else
        {
            fixture.Crash();
        }
    }
}
