using System.Net;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;

namespace UnitTests.Chat.Moderation;

/// <summary>The limit of new rooms for each address.</summary>
internal sealed class NewRoomsTests
{
    private static readonly NetworkPrefix s_address = Prefix(1);

    [Test]
    public void Thirty_rooms_at_once_and_then_one_in_two_minutes()
    {
        var rooms = new NewRooms();
        for (int i = 1; i <= NewRooms.Burst; i++)
        {
            Assert.That(rooms.TryTake(s_address, 1000), Is.True, $"room {i}");
        }

        Assert.That(rooms.TryTake(s_address, 1000), Is.False, "one too many");
        Assert.That(rooms.TryTake(Prefix(2), 1000), Is.True, "another address");
        Assert.That(rooms.TryTake(prefix: null, 1000), Is.True, "the console");
        long next = 1000 + NewRooms.EachMs;
        Assert.That(rooms.TryTake(s_address, next - 1), Is.False, "a refusal costs nothing");
        Assert.That(rooms.TryTake(s_address, next), Is.True);
        Assert.That(rooms.TryTake(s_address, next), Is.False);
    }

    [Test]
    public void Counts_are_bounded()
    {
        var rooms = new NewRooms();
        for (int i = 0; i < NewRooms.Burst; i++)
        {
            rooms.TryTake(s_address, 1000);
        }

        for (int i = 2; i <= NewRooms.Addresses; i++)
        {
            Assert.That(rooms.TryTake(Prefix(i), 1000), Is.True);
        }

        Assert.That(rooms.TryTake(s_address, 1000), Is.False, "all are counted");
        rooms.TryTake(Prefix(NewRooms.Addresses + 1), 1000);
        Assert.That(rooms.TryTake(s_address, 1000), Is.True, "all were cleared at once");
    }

    private static NetworkPrefix Prefix(int number) =>
        NetworkPrefix.Of(new IPAddress([10, 0, (byte)(number >> 8), (byte)number]));
}
