using System.Text;
using EventLoopServer.Sentences;
using Protocol.Messages;
using Protocol.Names;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

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
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NameTooSimilar, alike)}\n"));
        ace.End();
        _server.Settle();
        Write(other, alike);
        Assert.That(Text(other), Does.StartWith(TextLine.Welcome(alike)));
        Assert.That(Text(Connect("ace")), Does.Contain(LooksLike("ace")));
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
        Assert.That(Text(other), Does.Not.Contain(SentencePart.Before(TextLine.Welcome)));
        Write(holder, $"/join {name}");
        Write(other, "other");
        Text(other);
        Write(other, $"/join {alike}");
        Assert.That(Text(other), Does.Not.Contain(
            SentencePart.Before(static room => TextLine.YouAreInStart(room))));
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
        Assert.That(Text(Connect(other)), Does.StartWith(TextLine.Welcome(other)));
    }

    [TestCase("аlice", RefusalCode.NameInvalid, Description = "a Cyrillic letter among Latin ones")]
    [TestCase("ａlice", RefusalCode.NameInvalid, Description = "wide")]
    [TestCase("ALICE", RefusalCode.NameTaken)]
    [TestCase("a1ice", RefusalCode.NameTooSimilar)]
    [TestCase("aIice", RefusalCode.NameTooSimilar)]
    public void Beside_alice_others_are_refused_one_way_or_another(string name, RefusalCode code)
    {
        Connect("alice");
        string? fault = NameRule.CheckName(Encoding.UTF8.GetBytes(name));
        Assert.That(Text(Connect(name)), Does.Contain(TextLine.Refused(code, fault ?? name)));
    }

    [Test]
    public void One_may_change_to_what_looks_like_one_s_own_name()
    {
        SimTransport bob = Connect("bob");
        Write(bob, "/nick b0b");
        Assert.That(Text(bob), Does.EndWith($"{TextLine.NowKnownAs("b0b")}\n"));
        Assert.That(Text(Connect("bob")), Does.Contain(LooksLike("bob")));
        Write(bob, "/nick carl");
        Assert.That(Text(Connect("b0b")), Does.StartWith(TextLine.Welcome("b0b")));
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
            Is.EqualTo(
                TextLine.Refused(
                    RefusalCode.RoomNameInvalid, ChatSentences.RoomLooksLike("doc")) + "\n"));
        Write(bob, "/join DOC");
        Assert.That(Text(bob), Does.StartWith(TextLine.YouAreInStart("doc")));
        Write(bob, "/leave doc");
        Write(alice, "/leave doc");
        Write(bob, "/join d0c");
        Assert.That(Text(bob), Does.EndWith($"{TextLine.YouAreIn("d0c", 1)}\n"));
        Write(bob, "/join 1obby");
        Assert.That(Text(bob), Does.Contain(ChatSentences.RoomLooksLike("lobby")));
    }

    private static string LooksLike(string name) =>
        TextLine.Refused(RefusalCode.NameTooSimilar, name);

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
