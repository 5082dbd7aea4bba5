using System.Text;
using EventLoopServer.Chat;

namespace UnitTests.Chat;

/// <summary>Passwords, and how often they may be wrong.</summary>
internal sealed class PasswordTests
{
    [TestCase("open sesame", true)]
    [TestCase("open sesam", false)]
    [TestCase("open sesame ", false)]
    [TestCase("Open sesame", false)]
    [TestCase("", false)]
    public void Only_the_same_bytes_match(string given, bool matches)
    {
        var password = new Password("open sesame"u8);
        Assert.That(password.Matches(Encoding.UTF8.GetBytes(given)), Is.EqualTo(matches));
    }

    [Test]
    public void Ten_wrong_ones_are_taken_and_then_one_a_minute()
    {
        var tries = new Tries();
        Origin origin = Place(1);
        for (int i = 0; i < Tries.PerAddress; i++)
        {
            Assert.That(tries.AreUsedUp(origin, 0), Is.False, $"{i}");
            tries.Count(origin, 0);
        }

        Assert.That(tries.AreUsedUp(origin, 0), Is.True);
        Assert.That(tries.AreUsedUp(Place(2), 0), Is.False);
        Assert.That(tries.AreUsedUp(null, 0), Is.False, "it has no address");
        Assert.That(tries.AreUsedUp(origin, Tries.ForgottenMs - 1), Is.True);
        Assert.That(tries.AreUsedUp(origin, Tries.ForgottenMs), Is.False);
        tries.Count(origin, Tries.ForgottenMs);
        Assert.That(tries.AreUsedUp(origin, Tries.ForgottenMs), Is.True);
    }

    [Test]
    public void Those_that_do_not_count_any_more_make_room_for_others()
    {
        var tries = new Tries();
        Origin guesser = Place(0);
        for (int i = 0; i < Tries.PerAddress; i++)
        {
            tries.Count(guesser, Tries.ForgottenMs);
        }

        for (int i = 1; i < Tries.Addresses; i++)
        {
            tries.Count(Place(i), 0);
        }

        tries.Count(Place(-1), Tries.ForgottenMs);
        Assert.That(tries.AreUsedUp(guesser, Tries.ForgottenMs), Is.True);
        for (int i = 1; i < Tries.Addresses; i++)
        {
            tries.Count(Place(i), Tries.ForgottenMs);
        }

        Assert.That(
            tries.AreUsedUp(guesser, Tries.ForgottenMs), Is.False, "more than are remembered");
    }

    private static Origin Place(int number) => Origin.Of((UInt128)(uint)number, 128);
}
