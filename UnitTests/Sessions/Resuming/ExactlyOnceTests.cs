using EventLoopServer.Chat.Storage;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Sessions.Resuming;

/// <summary>A request id of a session is carried out at most once.</summary>
internal sealed class ExactlyOnceTests() : ResumeFixture(isKept: true)
{
    [Test]
    public void Repeated_request_gets_the_same_answer_and_is_not_sent_again()
    {
        (NativePeer ada, _) = Enter("ada");
        SeenEvent first = Ask(ada, RequestVerb.Say, 5, "lobby", "hi")
            .Single(static e => e.Kind == EventKind.Done);
        SeenEvent again = Ask(ada, RequestVerb.Say, 5, "lobby", "hi").Single();
        Assert.That($"{again} {again.TimeMs}", Is.EqualTo($"{first} {first.TimeMs}"));
    }

    [Test]
    public void Refused_id_is_used_up_and_its_refusal_is_repeated()
    {
        (NativePeer ada, _) = Enter("ada");
        SeenEvent refused = Ask(ada, RequestVerb.Say, 5, "nowhere", "hi").Single();
        Assert.That(refused.Kind, Is.EqualTo(EventKind.Refused));
        Ask(ada, RequestVerb.Say, 6, "lobby", "hi");
        SeenEvent again = Ask(ada, RequestVerb.Say, 5, "lobby", "other").Single();
        Assert.That($"{again}", Is.EqualTo($"{refused}"));
    }

    [Test]
    public void Id_that_goes_back_is_refused_without_an_effect()
    {
        (NativePeer ada, _) = Enter("ada");
        Ask(ada, RequestVerb.Say, 6, "lobby", "hi");
        SeenEvent back = Ask(ada, RequestVerb.Say, 4, "lobby", "again").Single();
        Assert.That(
            (back.Kind, (RefusalCode)back.Number),
            Is.EqualTo((EventKind.Refused, RefusalCode.RequestRepeated)));
    }

    [Test]
    public void Id_zero_asks_for_nothing()
    {
        (NativePeer ada, _) = Enter("ada");
        for (int i = 0; i < 2; i++)
        {
            Assert.That(
                Texts(Ask(ada, RequestVerb.Say, 0, "lobby", "hi"), EventKind.Said),
                Is.EqualTo(new[] { "hi" }));
        }
    }

    [TestCase(RequestVerb.Say, "lobby")]
    [TestCase(RequestVerb.Me, "lobby")]
    [TestCase(RequestVerb.Topic, "lobby")]
    [TestCase(RequestVerb.Tell, "bob")]
    public void Every_durable_request_is_carried_out_once_across_breaks_and_restarts(
        RequestVerb verb, string target)
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, byte[] bobsToken) = Enter("bob");
        SeenEvent done = Ask(ada, verb, 5, target, "once")
            .Single(static e => e.Kind == EventKind.Done);
        bob.Take();
        Cut(ada);
        (ada, List<SeenEvent> events) = Resume(token);
        Assert.That(events[0].Number, Is.EqualTo(5), "the last accepted id");
        Assert.That(
            events.Count(static e => e is { Kind: EventKind.Done, Request: 5 }), Is.EqualTo(1));
        Ask(ada, verb, 5, target, "once");
        Assert.That(bob.Take(), Is.Empty);
        foreach (bool isClean in new[] { true, false })
        {
            if (isClean)
            {
                Server.Stop();
            }
            else
            {
                Server.Crash(powerCut: true);
            }

            Restart();
            (bob, _) = Resume(bobsToken);
            (ada, events) = Resume(token);
            Assert.That(events[0].Number, Is.EqualTo(5), $"after a restart, clean: {isClean}");
            Assert.That(events[^1], Has.Property("Kind").EqualTo(EventKind.Kept));
            SeenEvent missed = events.Single(static e => e.Kind == EventKind.Done);
            SeenEvent answer = Ask(ada, verb, 5, target, "once").Single();
            Assert.That($"{missed} {missed.TimeMs}", Is.EqualTo($"{done} {done.TimeMs}"));
            Assert.That($"{answer} {answer.TimeMs}", Is.EqualTo($"{done} {done.TimeMs}"));
            Assert.That(bob.Take(), Is.Empty);
        }
    }

    [Test]
    public void Refused_id_is_known_to_be_not_stored_after_a_restart()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        Ask(ada, RequestVerb.Say, 4, "lobby", "first");
        Ask(ada, RequestVerb.Say, 5, "nowhere", "refused");
        Ask(ada, RequestVerb.Say, 6, "lobby", "last");
        Server.Crash();
        Restart();
        (ada, _) = Resume(token);
        Assert.That(Refusal(3), Is.EqualTo(RefusalCode.RequestRepeated), "before the answers");
        Assert.That(Refusal(5), Is.EqualTo(RefusalCode.RequestNotStored));

        RefusalCode Refusal(ulong id) =>
            (RefusalCode)Ask(ada, RequestVerb.Say, id, "lobby", "again").Single().Number;
    }

    [TestCase(StoredAnswer.Most, EventKind.Done)]
    [TestCase(StoredAnswer.Most + 1, EventKind.Refused)]
    public void Latest_answers_are_known_after_a_restart(int messages, EventKind first)
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        for (int id = 1; id <= messages; id++)
        {
            Server.Network.SimClock.Advance(1000);
            Ask(ada, RequestVerb.Say, (ulong)id, "lobby", $"{id}");
        }

        Server.Crash();
        Restart();
        (ada, _) = Resume(token, answered: (ulong)messages);
        SeenEvent answer = Ask(ada, RequestVerb.Say, 1, "lobby", "1").Single();
        Assert.That(answer.Kind, Is.EqualTo(first));
    }

    [Test]
    public void Message_that_a_crash_has_lost_is_accepted_again()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        Ask(ada, RequestVerb.Say, 5, "lobby", "kept");
        Store!.IsHeld = true;
        Assert.That(
            Kinds(Ask(ada, RequestVerb.Say, 6, "lobby", "lost")),
            Is.EqualTo(new[] { EventKind.Said, EventKind.Done }));
        Store.IsHeld = false;
        Server.Crash();
        Restart();
        (ada, List<SeenEvent> events) = Resume(token, answered: 6);
        Assert.That(events[0].Number, Is.EqualTo(5));
        Assert.That(
            Texts(Ask(ada, RequestVerb.Say, 6, "lobby", "lost"), EventKind.Said),
            Is.EqualTo(new[] { "lost" }));
    }

    [Test]
    public void Showing_a_topic_uses_no_id_up()
    {
        (NativePeer ada, _) = Enter("ada");
        Ask(ada, RequestVerb.Say, 6, "lobby", "hi");
        Assert.That(
            Kinds(Ask(ada, RequestVerb.Topic, 3, "lobby")),
            Is.EqualTo(new[] { EventKind.TopicIs }));
    }
}
