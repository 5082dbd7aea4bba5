using System.Diagnostics;
using System.Globalization;
using EventLoopServer.Chat.Storage;
using UnitTests.Support;

namespace UnitTests.Storage;

internal sealed class KillTests
{
    [Test]
    public void A_killed_process_loses_no_line_that_was_kept()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        using var fixture = new StoreFixture();
        ulong last = 0;
        for (int round = 1; round <= 5; round++)
        {
            ulong kept = WriteUntilKilled(fixture.Paths.Folder, random.Next(1, 12));
            fixture.Open();
            StoredRoom room = fixture.State.Rooms.Single();
            Assert.That(fixture.State.WasClean, Is.False, $"seed {seed}");
            Assert.That(room.LastStored, Is.GreaterThanOrEqualTo(kept), $"seed {seed}");
            Assert.That(kept, Is.GreaterThan(last), $"seed {seed}");
            AssertDense(fixture, room.LastStored);
            last = room.LastStored;

            // Not a clean end, so that the next process begins as after a crash.
            fixture.Store.Dispose();
        }
    }

    /// <returns>The last number that the process reported as kept.</returns>
    private static ulong WriteUntilKilled(string folder, int reports)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using Process child = Process.Start(new ProcessStartInfo(
            host, [typeof(StoreChild).Assembly.Location, StoreChild.Mode, folder])
        {
            RedirectStandardOutput = true,
        })!;
        string? line = null;
        for (int i = 0; i < reports; i++)
        {
            line = child.StandardOutput.ReadLine();
            Assert.That(line, Is.Not.Null, "the process ended by itself");
        }

        child.Kill();
        while (child.StandardOutput.ReadLine() is { Length: > 0 } rest)
        {
            line = long.TryParse(rest, out _) ? rest : line;
        }

        child.ExitInTime();
        return ulong.Parse(line!, CultureInfo.InvariantCulture);
    }

    private static void AssertDense(StoreFixture fixture, ulong last)
    {
        for (ulong before = last + 1; before > 1;)
        {
            PageQuery page = fixture.Page(10_000, before: before);
            Assert.That(page.Lines[^1].Sequence, Is.EqualTo(before - 1));
            Assert.That(
                page.Lines[^1].Sequence - page.Lines[0].Sequence + 1,
                Is.EqualTo(page.Lines.Count));
            before = page.Lines[0].Sequence;
        }
    }
}
