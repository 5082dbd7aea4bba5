using System.Text;
using UnitTests.Simulation;

namespace UnitTests.Chat;

/// <summary>Nobody gets a name, or makes a room, that can be taken for another's.</summary>
internal sealed class LookAlikeTests
{
    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCase("асе", Description = "Cyrillic alone")]
    [TestCase("АСЕ", Description = "Cyrillic capitals")]
    public void A_name_that_looks_like_one_that_is_here_is_refused_until_that_has_gone(string alike)
    {
        SimTransport ace = Connect("ace");
        SimTransport other = Connect(alike);
        Assert.That(
            Text(other),
            Is.EqualTo($"-- The name '{alike}' looks like that of somebody here."
                + " Try another one.\n"));
        ace.End();
        _server.Settle();
        Write(other, alike);
        Assert.That(Text(other), Does.StartWith($"-- Welcome, {alike}!"));
        Assert.That(Text(Connect("ace")), Does.Contain("looks like"));
    }

    [TestCase("dave", "SEᖇVER")]
    [TestCase("dave", "SERᐯER")]
    [TestCase("dave", "𐐠ERVER")]
    [TestCase("dave", "EᖇᖇOR")]
    [TestCase("dave", "ᑯave")]
    [TestCase("dave", "daᐯe")]
    [TestCase("dave", "dаve", Description = "a Cyrillic letter")]
    [TestCase("dave", "dave\U00013441")]
    [TestCase("dave", "\U00013441")]
    [TestCase("bob", "bഠb")]
    [TestCase("bob", "b0b")]
    [TestCase("bob", "bοb", Description = "a Greek letter")]
    [TestCase("mike", "rnike")]
    [TestCase("mike", "RNIKE", Description = "as rnike")]
    [TestCase("Ian", "lan")]
    [TestCase("alice", "ALlCE")]
    public void Nobody_gets_a_name_or_a_room_that_can_be_read_as_this_one(string name, string alike)
    {
        SimTransport holder = Connect(name);
        SimTransport other = Connect(alike);
        Assert.That(Text(other), Does.Not.Contain("Welcome"));
        Write(holder, $"/join {name}");
        Write(other, "other");
        Text(other);
        Write(other, $"/join {alike}");
        Assert.That(Text(other), Does.Not.Contain("You are in"));
    }

    [Test]
    public void Names_that_only_share_letters_are_given_together(
        [Values("Nell", "Ella", "Lia", "anna")] string name)
    {
        string other = name switch
        {
            "Nell" => "Neil",
            "Ella" => "Elia",
            "Lia" => "Ila",
            _ => "Änna",
        };
        Connect(name);
        Assert.That(Text(Connect(other)), Does.StartWith($"-- Welcome, {other}!"));
    }

    [TestCase("аlice", "mix", Description = "a Cyrillic letter among Latin ones")]
    [TestCase("ａlice", "another way", Description = "wide")]
    [TestCase("ALICE", "taken")]
    [TestCase("a1ice", "looks like")]
    [TestCase("aIice", "looks like")]
    public void Beside_alice_others_are_refused_one_way_or_another(string name, string why)
    {
        Connect("alice");
        Assert.That(Text(Connect(name)), Does.Contain(why));
    }

    [Test]
    public void One_may_change_to_what_looks_like_one_s_own_name()
    {
        SimTransport bob = Connect("bob");
        Write(bob, "/nick b0b");
        Assert.That(Text(bob), Does.EndWith("-- You are now known as b0b.\n"));
        Assert.That(Text(Connect("bob")), Does.Contain("looks like"));
        Write(bob, "/nick carl");
        Assert.That(Text(Connect("b0b")), Does.StartWith("-- Welcome, b0b!"));
    }

    [Test]
    public void A_room_that_looks_like_another_is_refused_while_that_is_there()
    {
        SimTransport alice = Connect("alice");
        SimTransport bob = Connect("bob");
        Write(alice, "/join doc");
        Text(bob);
        Write(bob, "/join d0c");
        Assert.That(
            Text(bob),
            Is.EqualTo("-- This looks like 'doc', which is another room."
                + " Try another name for the room.\n"));
        Write(bob, "/join DOC");
        Assert.That(Text(bob), Does.StartWith("-- You are in [doc]"));
        Write(bob, "/leave doc");
        Write(alice, "/leave doc");
        Write(bob, "/join d0c");
        Assert.That(Text(bob), Does.EndWith("/join lobby goes back.\n"));
        Write(bob, "/join 1obby");
        Assert.That(Text(bob), Does.Contain("looks like 'lobby'"));
    }

    private SimTransport Connect(string name)
    {
        SimTransport wire = _server.Connect();
        Write(wire, name);
        return wire;
    }

    private void Write(SimTransport wire, string line)
    {
        wire.Write(Encoding.UTF8.GetBytes($"{line}\n"));
        _server.Settle();
    }

    private static string Text(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
