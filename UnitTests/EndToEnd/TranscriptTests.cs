using System.Text;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>One conversation, word for word: the output of each of four clients.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class TranscriptTests(ServerParking parking)
{
    [Test]
    public void Four_clients_in_two_dialects_see_the_same_conversation()
    {
        using var server = new ServerUnderTest(parking);
        using NativeTestClient ada = server.Native();
        using NativeTestClient bob = server.Native();
        using NativeTestClient cem = server.Native();
        using TestClient dee = server.Text();

        Arrive(ada, bob, cem, dee);
        TalkInTheLobby(ada, bob, cem, dee);
        TalkInARoom(ada, bob, cem, dee);
        Whisper(ada, dee);
        Rename(ada, bob, cem, dee);
        Title(ada, bob, cem, dee);
        LoseOne(ada, bob, cem, dee);
        Part(ada, bob, dee);
    }

    private static void Arrive(
        NativeTestClient ada, NativeTestClient bob, NativeTestClient cem, TestClient dee)
    {
        ada.Hello();
        ada.Request(RequestVerb.Name, "ada");
        ada.Expect("Named ada", "Joined [lobby] #2 x1");

        bob.Hello();
        bob.Request(RequestVerb.Name, "bob");
        bob.Expect("Named bob", "Joined [lobby] #3 x2");
        ada.Expect("Entered [lobby] #2 bob");

        cem.Hello();
        cem.Request(RequestVerb.Name, "cem");
        cem.Expect("Named cem", "Joined [lobby] #4 x3");
        ada.Expect("Entered [lobby] #3 cem");
        bob.Expect("Entered [lobby] #3 cem");

        dee.Say("dee");
        dee.Expect(
            TextLine.Welcome("dee"),
            TextLine.YouAreIn("", 4));
        ada.Expect("Entered [lobby] #4 dee");
        bob.Expect("Entered [lobby] #4 dee");
        cem.Expect("Entered [lobby] #4 dee");
    }

    private static void TalkInTheLobby(
        NativeTestClient ada, NativeTestClient bob, NativeTestClient cem, TestClient dee)
    {
        ada.Say("Good evening.");
        ada.Expect("Said [lobby] #5 ada \"Good evening.\"", "Done [lobby] #5");
        bob.Expect("Said [lobby] #5 ada \"Good evening.\"");
        cem.Expect("Said [lobby] #5 ada \"Good evening.\"");
        dee.Expect("ada: Good evening.");

        dee.Say("Hello, ada.");
        ada.Expect("Said [lobby] #6 dee \"Hello, ada.\"");
        bob.Expect("Said [lobby] #6 dee \"Hello, ada.\"");
        cem.Expect("Said [lobby] #6 dee \"Hello, ada.\"");

        bob.Request(RequestVerb.Me, text: "waves");
        ada.Expect("Acted [lobby] #7 bob \"waves\"");
        bob.Expect("Acted [lobby] #7 bob \"waves\"", "Done [lobby] #7");
        cem.Expect("Acted [lobby] #7 bob \"waves\"");
        dee.Expect("* bob waves");
    }

    private static void TalkInARoom(
        NativeTestClient ada, NativeTestClient bob, NativeTestClient cem, TestClient dee)
    {
        ada.Request(RequestVerb.Join, "tea");
        ada.Expect("Joined [tea] #2 x1");
        dee.Say("/join tea");
        dee.Expect(
            TextLine.YouAreIn("tea", 2));
        ada.Expect("Entered [tea] #2 dee");

        dee.Say("Milk?");
        ada.Expect("Said [tea] #3 dee \"Milk?\"");
        ada.Request(RequestVerb.Say, "tea", "No, thank you.");
        ada.Expect("Said [tea] #4 ada \"No, thank you.\"", "Done [tea] #4");
        dee.Expect("[tea] ada: No, thank you.");

        dee.Say("/leave");
        dee.Expect(TextLine.YouLeft("tea", "lobby"));
        ada.Expect("Departed [tea] #5 dee");
        ada.Request(RequestVerb.Leave, "tea");
        ada.Expect("Parted [tea] \"lobby\"");

        // The others received none of it: their next event is the answer to their ping.
        bob.Ping();
        cem.Ping();
    }

    private static void Whisper(NativeTestClient ada, TestClient dee)
    {
        ada.Request(RequestVerb.Tell, "dee", "Later?");
        ada.Expect("Done");
        dee.Expect("(private) ada: Later?");
        dee.Say("@ada Yes.");
        ada.Expect("Told #1 dee \"Yes.\"");
        dee.Say("/msg ADA Bring bob.");
        ada.Expect("Told #2 dee \"Bring bob.\"");
    }

    private static void Rename(
        NativeTestClient ada, NativeTestClient bob, NativeTestClient cem, TestClient dee)
    {
        dee.Say("/nick deirdre");
        dee.Expect(TextLine.NowKnownAs("deirdre"));
        ada.Expect("Renamed [lobby] #8 dee \"deirdre\"");
        bob.Expect("Renamed [lobby] #8 dee \"deirdre\"");
        cem.Expect("Renamed [lobby] #8 dee \"deirdre\"");

        bob.Request(RequestVerb.Rename, "robert");
        ada.Expect("Renamed [lobby] #9 bob \"robert\"");
        bob.Expect("Renamed [lobby] #9 bob \"robert\"", "Named robert \"bob\"");
        cem.Expect("Renamed [lobby] #9 bob \"robert\"");
        dee.Expect(TextLine.Renamed("bob", "robert"));
    }

    private static void Title(
        NativeTestClient ada, NativeTestClient bob, NativeTestClient cem, TestClient dee)
    {
        dee.Say("/topic Tea and biscuits");
        dee.Expect(TextLine.TopicSet("deirdre", "Tea and biscuits"));
        ada.Expect("TopicSet [lobby] #10 deirdre \"Tea and biscuits\"");
        bob.Expect("TopicSet [lobby] #10 deirdre \"Tea and biscuits\"");
        cem.Expect("TopicSet [lobby] #10 deirdre \"Tea and biscuits\"");

        ada.Request(RequestVerb.Topic, "lobby");
        ada.Expect("TopicIs [lobby] deirdre \"Tea and biscuits\"");
    }

    private static void LoseOne(
        NativeTestClient ada, NativeTestClient bob, NativeTestClient cem, TestClient dee)
    {
        cem.Reset();
        string how = Encoding.UTF8.GetString(GoodbyeSentences.OthersLost);
        ada.Expect($"Departed [lobby] #11 cem \"{how}\"");
        bob.Expect($"Departed [lobby] #11 cem \"{how}\"");
        dee.Expect(TextLine.Left("cem", GoodbyeSentences.OthersLost));
    }

    private static void Part(NativeTestClient ada, NativeTestClient bob, TestClient dee)
    {
        dee.Say("/quit");
        dee.Expect($"-- {GoodbyeSentences.QuitNamed("deirdre")}");
        dee.ExpectEnd();
        ada.Expect("Departed [lobby] #12 deirdre");
        bob.Expect("Departed [lobby] #12 deirdre");

        bob.HalfClose();
        bob.ExpectEnd();
        ada.Expect("Departed [lobby] #13 robert");

        ada.Request(RequestVerb.Quit);
        ada.Expect($"Goodbye 1 \"{GoodbyeSentences.QuitNamed("ada")}\"");
        ada.ExpectEnd();
    }
}
