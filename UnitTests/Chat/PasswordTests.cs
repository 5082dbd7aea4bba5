using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;

namespace UnitTests.Chat;

/// <summary>Comparing passwords, and the limit of wrong ones for each address.</summary>
internal sealed class PasswordTests
{
    [TestCase("open sesame", true)]
    [TestCase("open sesam", false)]
    [TestCase("open sesame ", false)]
    [TestCase("Open sesame", false)]
    [TestCase("", false)]
    public void Only_equal_bytes_match_a_password(string given, bool matches)
    {
        var password = new Password("open sesame"u8);
        Assert.That(password.Matches(Encoding.UTF8.GetBytes(given)), Is.EqualTo(matches));
    }

    [Test]
    public void Address_has_ten_wrong_passwords_and_then_one_a_minute()
    {
        PasswordAttempts passwordAttempts = new PasswordAttempts();
        NetworkPrefix prefix = Place(1);
        for (int i = 0; i < PasswordAttempts.PerAddress; i++)
        {
            Assert.That(passwordAttempts.AreUsedUp(prefix, 0), Is.False, $"{i}");
            passwordAttempts.Count(prefix, 0);
        }

        Assert.That(passwordAttempts.AreUsedUp(prefix, 0), Is.True);
        Assert.That(passwordAttempts.AreUsedUp(Place(2), 0), Is.False);
        Assert.That(passwordAttempts.AreUsedUp(null, 0), Is.False, "a client without an address");
        Assert.That(passwordAttempts.AreUsedUp(prefix, PasswordAttempts.ForgottenMs - 1), Is.True);
        Assert.That(passwordAttempts.AreUsedUp(prefix, PasswordAttempts.ForgottenMs), Is.False);
        passwordAttempts.Count(prefix, PasswordAttempts.ForgottenMs);
        Assert.That(passwordAttempts.AreUsedUp(prefix, PasswordAttempts.ForgottenMs), Is.True);
    }

    [Test]
    public void Expired_addresses_are_dropped_from_a_full_table()
    {
        PasswordAttempts passwordAttempts = new PasswordAttempts();
        NetworkPrefix guesser = Place(0);
        for (int i = 0; i < PasswordAttempts.PerAddress; i++)
        {
            passwordAttempts.Count(guesser, PasswordAttempts.ForgottenMs);
        }

        for (int i = 1; i < PasswordAttempts.Addresses; i++)
        {
            passwordAttempts.Count(Place(i), 0);
        }

        passwordAttempts.Count(Place(-1), PasswordAttempts.ForgottenMs);
        Assert.That(passwordAttempts.AreUsedUp(guesser, PasswordAttempts.ForgottenMs), Is.True);
        for (int i = 1; i < PasswordAttempts.Addresses; i++)
        {
            passwordAttempts.Count(Place(i), PasswordAttempts.ForgottenMs);
        }

        Assert.That(
            passwordAttempts.AreUsedUp(
                guesser, PasswordAttempts.ForgottenMs), Is.False, "more than are remembered");
    }

    private static NetworkPrefix Place(int number) => NetworkPrefix.Of((UInt128)(uint)number, 128);
}
