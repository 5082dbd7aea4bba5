using System.Text;
using EventLoopServer.Passwords;

namespace UnitTests.Passwords;

internal sealed class PasswordHashTests
{
    private static readonly byte[] s_password = Encoding.UTF8.GetBytes("corréct horse");

    private static readonly byte[] s_wrong = Encoding.UTF8.GetBytes("correct horse");

    [TestCase(true, "$argon2id$v=19$m=19456,t=2,p=1$")]
    [TestCase(false, "$pbkdf2-sha512$i=210000$")]
    public void Hash_matches_its_password_only(bool hasNative, string head)
    {
        var hash = new PasswordHash(hasNative);
        string stored = hash.Make(s_password);
        Assert.That(stored, Does.StartWith(head));
        Assert.That(hash.Matches(s_password, stored), Is.True);
        Assert.That(hash.Matches(s_wrong, stored), Is.False);
        Assert.That(hash.Matches([], stored), Is.False);
        Assert.That(hash.IsOutdated(stored), Is.False);
        Assert.That(hash.Make(s_password), Is.Not.EqualTo(stored), "each has its own salt");
    }

    [Test]
    public void Native_library_loads_here() => Assert.That(new PasswordHash().HasNative, Is.True);

    [Test]
    public void Hash_of_the_other_algorithm_is_checked_and_outdated()
    {
        string stored = new PasswordHash(hasNative: false).Make(s_password);
        var hash = new PasswordHash(hasNative: true);
        Assert.That(hash.Matches(s_password, stored), Is.True);
        Assert.That(hash.IsOutdated(stored), Is.True);
    }

    [Test]
    public void Native_hash_cannot_be_checked_without_the_library()
    {
        string stored = new PasswordHash(hasNative: true).Make(s_password);
        var hash = new PasswordHash(hasNative: false);
        Assert.That(() => hash.Matches(s_password, stored), Throws.TypeOf<NotSupportedException>());
    }

    [TestCase("m=19456", "m=8192")]
    [TestCase("t=2", "t=1")]
    public void Hash_of_a_lower_cost_is_outdated(string now, string before)
    {
        var hash = new PasswordHash();
        string stored = hash.Make(s_password).Replace(now, before);
        Assert.That(hash.IsOutdated(stored), Is.True);
        Assert.That(hash.Matches(s_password, stored), Is.False, "the cost is part of the hash");
    }

    [TestCase("")]
    [TestCase("plain text")]
    [TestCase("$argon2id$v=19$m=19456,t=2,p=1$AAAA")]
    [TestCase("$argon2id$v=19$m=19456,t=2,p=1$????$AAAA")]
    [TestCase("$argon2id$v=19$m=x$AAAA$AAAA")]
    [TestCase("$argon2id$v=19$m=2000000000,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [TestCase("$argon2id$v=19$m=19456,t=2000000000,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [TestCase("$argon2id$v=16$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [TestCase("$pbkdf2-sha512$i=0$AAAA$AAAA")]
    [TestCase("$pbkdf2-sha512$i=2000000000$AAAA$AAAA")]
    [TestCase("$md5$i=1$AAAA$AAAA")]
    public void Damaged_hash_is_an_error_and_not_a_match(string stored) => Assert.That(
        () => new PasswordHash().Matches(s_password, stored),
        Throws.TypeOf<NotSupportedException>());

    [Test]
    public void Phc_string_is_read_as_it_is_written()
    {
        const string Text = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$/+8";
        Assert.That(PhcString.TryParse(Text, out PhcString? phc), Is.True);
        Assert.That(phc!.Salt, Is.EqualTo(Enumerable.Range(0, 16).Select(static i => (byte)i)));
        Assert.That(phc.Hash, Is.EqualTo(new byte[] { 0xFF, 0xEF }));
        Assert.That($"{phc}", Is.EqualTo(Text));
    }

    [Test]
    public void Native_library_that_does_not_load_is_replaced_and_reported()
    {
        var hash = new PasswordHash(native: static _ => throw new TypeInitializationException(
            "Sodium", new DllNotFoundException("libsodium is missing")));
        Assert.That(hash.Make(s_password), Does.StartWith("$pbkdf2-sha512$"));
        Assert.That(hash.Fallback, Is.EqualTo("libsodium is missing"));
        string stored = new PasswordHash().Make(s_password);
        Assert.That(
            () => hash.Matches(s_password, stored),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("libsodium"));
    }

    [Test]
    public void Native_library_without_memory_is_replaced_until_it_works_again()
    {
        bool isFull = false;
        var hash = new PasswordHash(native: password => isFull
            ? throw new InsufficientMemoryException("full")
            : Argon2Hash.Make(password));
        Assert.That(hash.Make(s_password), Does.StartWith("$argon2id$"));
        isFull = true;
        Assert.That(hash.Make(s_password), Does.StartWith("$pbkdf2-sha512$"));
        Assert.That(hash.Fallback, Is.EqualTo("full"));
        isFull = false;
        Assert.That(hash.Make(s_password), Does.StartWith("$argon2id$"));
        Assert.That(hash.Fallback, Is.Null);
    }
}
