using Protocol;
using Protocol.Messages;
using SimpleClient.Library;

namespace UnitTests.Client.Library;

internal sealed class ChatClientTests
{
    [Test]
    public async Task Ping_is_answered_automatically()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(Frames.Answer(EventKind.Ping, 0), Frames.Said("dev", "hi"));
        SeenRequest answer = await server.ReadAsync();
        Assert.That(answer.Verb, Is.EqualTo(RequestVerb.Ping));
        await server.SendAsync(Frames.Answer(EventKind.Pong, answer.Id));
        ChatEvent first = await client.Events.ReadAsync();
        Assert.That(first.Kind, Is.EqualTo(EventKind.Said), "the reader sees no ping");
    }

    [Test]
    public async Task Kept_is_recorded_and_is_no_event()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(
            Frames.Answer(EventKind.Kept, 7),
            Frames.Answer(EventKind.Kept, 5),
            Frames.Said("dev", "hi"));
        ChatEvent first = await client.Events.ReadAsync();
        Assert.That(first.Kind, Is.EqualTo(EventKind.Said));
        Assert.That(client.KeptRequest, Is.EqualTo(7));
        Assert.That((client.ServerKeeps, client.ServerHasPages), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task Page_is_a_history_request_that_an_older_server_understands()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> page = client.HistoryPageAsync("ops", 20, before: 300);
        Assert.That(
            await server.ReadAsync(),
            Is.EqualTo(new SeenRequest(RequestVerb.History, 1, "ops", "", 0)));
        await server.SendAsync(Frames.Answer(EventKind.Past, 1));
        Assert.That((await page).Kind, Is.EqualTo(EventKind.Past));
    }

    [Test]
    public async Task Requests_are_numbered_from_one_and_carry_their_fields()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> said = client.SayAsync("dev", "hi");
        Task<Reply> asked = client.HistoryAsync("ops", 300);
        Assert.That(
            await server.ReadAsync(),
            Is.EqualTo(new SeenRequest(RequestVerb.Say, 1, "dev", "hi", 0)));
        Assert.That(
            await server.ReadAsync(),
            Is.EqualTo(new SeenRequest(RequestVerb.History, 2, "ops", "", 300)));
        await server.SendAsync(
            Frames.Answer(EventKind.Done, 1), Frames.Answer(EventKind.Past, 2));
        Assert.That((await said).Kind, Is.EqualTo(EventKind.Done));
        Assert.That((await asked).Kind, Is.EqualTo(EventKind.Past));
    }

    [Test]
    public async Task Answers_match_their_requests_in_any_order()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> first = client.HelpAsync("join");
        Task<Reply> second = client.HelpAsync("leave");
        await server.SendAsync(
            Frames.Answer(EventKind.Notice, 2, "two"), Frames.Answer(EventKind.Notice, 1, "one"));
        Assert.That((await first).Event.Text, Is.EqualTo("one"));
        Assert.That((await second).Event.Text, Is.EqualTo("two"));
    }

    [Test]
    public async Task Event_with_the_same_request_number_of_another_client_is_no_answer()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> mine = client.SayAsync("dev", "hi");
        await server.ReadAsync();
        await server.SendAsync(Frames.Said("dev", "theirs", requestId: 1));
        Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("theirs"));
        Assert.That(mine.IsCompleted, Is.False);
        await server.SendAsync(Frames.Answer(EventKind.Done, 1));
        Assert.That((await mine).Kind, Is.EqualTo(EventKind.Done));
    }

    [Test]
    public async Task Refusal_has_its_code_sentence_and_advice()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> asked = client.NameAsync("bob");
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = EventKind.Refused,
            RequestId = 1,
            Number = (ulong)RefusalCode.NameTaken,
            Text = Refusal.For(RefusalCode.NameTaken, "bob").Sentence,
            Detail = Refusal.For(RefusalCode.NameTaken).Advice,
        }));
        Reply reply = await asked;
        Assert.That(reply.IsRefused, Is.True);
        Assert.That(reply.RefusalCode, Is.EqualTo(RefusalCode.NameTaken));
        Assert.That(reply.Sentence, Is.EqualTo(Refusal.For(RefusalCode.NameTaken, "bob").Sentence));
        Assert.That(reply.Advice, Is.EqualTo(Refusal.For(RefusalCode.NameTaken).Advice));
        Assert.That(client.Name, Is.Empty);
    }

    [Test]
    public async Task Name_id_and_room_follow_the_answers()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(
            Frames.Of(new ChatEvent { Kind = EventKind.Named, SenderId = 7, Name = "bob" }),
            Frames.Of(new ChatEvent { Kind = EventKind.Joined, Room = "lobby" }));
        await client.Events.ReadAsync();
        await client.Events.ReadAsync();
        Assert.That(client.Id, Is.EqualTo(7));
        Assert.That(client.Name, Is.EqualTo("bob"));
        Assert.That(client.CurrentRoom, Is.EqualTo("lobby"));
        await server.SendAsync(
            Frames.Of(new ChatEvent { Kind = EventKind.Parted, Room = "lobby", Detail = "dev" }));
        await client.Events.ReadAsync();
        Assert.That(client.CurrentRoom, Is.EqualTo("dev"));
    }

    [Test]
    public async Task History_events_are_marked_until_the_announced_number_arrived()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(
            Frames.Past("dev", 2),
            Frames.Said("dev", "old 1"),
            Frames.Said("ops", "new, elsewhere"),
            Frames.Said("dev", "old 2"),
            Frames.Said("dev", "new"));
        Assert.That((await client.Events.ReadAsync()).Kind, Is.EqualTo(EventKind.Past));
        var marks = new List<string>();
        for (int i = 0; i < 4; i++)
        {
            ChatEvent e = await client.Events.ReadAsync();
            marks.Add($"{e.Text}: {e.IsPast}");
        }

        Assert.That(
            string.Join("; ", marks),
            Is.EqualTo("old 1: True; new, elsewhere: False; old 2: True; new: False"));
    }

    [Test]
    public async Task Unknown_event_kinds_are_skipped_with_any_content()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(
            Frames.Raw(0xC0),
            Frames.Raw(0xC1, 0xFF, 0xFF),
            Frames.Raw(0x02, 1, 2, 3),
            Frames.Said("dev", "hi"));
        Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("hi"));
    }

    [Test]
    public async Task Done_pong_and_refused_complete_only_their_requests()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(
            Frames.Answer(EventKind.Done, 1),
            Frames.Answer(EventKind.Pong, 2),
            Frames.Answer(EventKind.Refused, 3),
            Frames.Answer(EventKind.Refused, 0, "to nobody's request"),
            Frames.Said("dev", "hi"));
        Assert.That(
            (await client.Events.ReadAsync()).Text, Is.EqualTo("to nobody's request"));
        Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("hi"));
    }

    [Test]
    public async Task List_has_its_entries()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> asked = client.RoomsAsync();
        var dev = new ChatListEntry("dev", 3, "tea");
        var ops = new ChatListEntry("ops", 1, "");
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = EventKind.Rooms,
            RequestId = 1,
            Count = 5,
            Entries = [dev, ops],
        }));
        Reply reply = await asked;
        Assert.That(reply.Event.Count, Is.EqualTo(5));
        Assert.That(reply.Event.Entries, Is.EqualTo(new List<ChatListEntry> { dev, ops }));
    }

    [Test]
    public async Task Lost_server_fails_pending_and_later_requests()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> waiting = client.SayAsync("dev", "hi");
        await server.ReadAsync();
        await server.SendAsync(Frames.Said("dev", "last"));
        server.End();
        ExpectGone(() => waiting);
        Assert.That(client.IsClosed, Is.True);
        ExpectGone(() => client.PingAsync());
        Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("last"));
        ExpectGone(() => client.Events.Completion);
    }

    [Test]
    public async Task Quit_is_answered_by_the_goodbye_that_ends_the_events()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> quitting = client.QuitAsync();
        Assert.That((await server.ReadAsync()).Verb, Is.EqualTo(RequestVerb.Quit));
        await server.SendAsync(Frames.Answer(EventKind.Goodbye, 0, "Bye."));
        Assert.That((await quitting).Kind, Is.EqualTo(EventKind.Goodbye));
        Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("Bye."));
        await client.Events.Completion;
        Assert.That(await server.SeesCloseAsync(), Is.True);
    }

    [Test]
    public async Task Goodbye_fails_other_pending_requests()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> waiting = client.SayAsync("dev", "hi");
        await server.SendAsync(Frames.Answer(EventKind.Goodbye, 0, "It ends."));
        ExpectGone(() => waiting);
    }

    [Test]
    public async Task Late_answer_fails_only_its_own_request()
    {
        using var server = new ScriptedServer();
        var options = new ChatClientOptions { ReplyTimeout = TimeSpan.FromMilliseconds(50) };
        await using ChatClient client = await server.MeetAsync(options: options);
        ChatException? e = Assert.ThrowsAsync<ChatException>(() => client.PingAsync());
        Assert.That(e!.Fault, Is.EqualTo(ChatErrorKind.TimedOut));
        Assert.That(client.IsClosed, Is.False);
        await server.SendAsync(Frames.Answer(EventKind.Pong, 1), Frames.Said("dev", "hi"));
        Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("hi"));
    }

    [Test]
    public async Task Frame_over_the_limit_closes_with_its_own_error()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> waiting = client.PingAsync();
        uint header = ((uint)EventKind.Notice << 24) | (WireLimits.ServerFrameBytes + 1);
        await server.SendAsync(BitConverter.GetBytes(header));
        Expect(() => waiting, ChatErrorKind.OverLimit);
        Expect(() => client.Events.Completion, ChatErrorKind.OverLimit);
    }

    [Test]
    public async Task Truncated_field_closes_as_malformed()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(Frames.Raw((byte)EventKind.Said, 0, 0, 0, 0, 9));
        ExpectMalformed(() => client.Events.Completion);
        Assert.That(await server.SeesCloseAsync(), Is.True);
    }

    [Test]
    public async Task Frames_split_at_every_byte_are_read_like_whole_ones()
    {
        byte[] frames = [.. Frames.Said("dev", "one"), .. Frames.Said("dev", "two")];
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        for (int at = 1; at < frames.Length; at++)
        {
            await server.SendAsync(frames[..at]);
            await server.SendAsync(frames[at..]);
            Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("one"), $"at {at}");
            Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("two"), $"at {at}");
        }
    }

    [Test]
    public async Task Frame_of_the_maximum_length_is_read()
    {
        byte[] body = new byte[WireLimits.ServerFrameBytes];
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        await server.SendAsync(
            Frames.Raw((byte)EventKind.Notice, body), Frames.Said("dev", "after"));
        Assert.That((await client.Events.ReadAsync()).Text, Is.Empty);
        Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("after"));
    }

    [Test]
    public async Task No_event_is_lost_when_the_reader_is_slow()
    {
        using var server = new ScriptedServer();
        var options = new ChatClientOptions { WaitingEvents = 1 };
        await using ChatClient client = await server.MeetAsync(options: options);
        await server.SendAsync(
            [.. Enumerable.Range(0, 100).Select(i => Frames.Said("dev", $"{i}"))]);
        for (int i = 0; i < 100; i++)
        {
            Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo($"{i}"));
        }
    }

    [Test]
    public async Task Closing_ends_a_full_event_stream_and_fails_pending_requests()
    {
        using var server = new ScriptedServer();
        var options = new ChatClientOptions { WaitingEvents = 1 };
        ChatClient client = await server.MeetAsync(options: options);
        Task<Reply> waiting = client.PingAsync();
        await server.SendAsync(Frames.Said("dev", "1"), Frames.Said("dev", "2"));
        await client.Events.WaitToReadAsync();
        await client.DisposeAsync();
        await client.DisposeAsync();
        ExpectGone(() => waiting);
        Assert.That((await client.Events.ReadAsync()).Text, Is.EqualTo("1"));
        await client.Events.Completion;
        Assert.That(await server.SeesCloseAsync(), Is.True);
    }

    [Test]
    public async Task Concurrent_requests_are_sent_whole_and_in_order_of_their_numbers()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply>[] sent = [.. Enumerable.Range(0, 200).Select(
            i => Task.Run(() => client.SayAsync("dev", new string('x', i))))];
        for (ulong id = 1; id <= 200; id++)
        {
            Assert.That((await server.ReadAsync()).Id, Is.EqualTo(id));
            await server.SendAsync(Frames.Answer(EventKind.Done, id));
        }

        await Task.WhenAll(sent);
        Assert.That(sent.All(task => !task.Result.IsRefused), Is.True);
    }

    [TestCase(0L, "1970-01-01")]
    [TestCase(-1L, "9999-12-31")]
    [TestCase(long.MaxValue, "9999-12-31")]
    public void Time_out_of_range_is_clamped_to_the_calendar(long ms, string day)
    {
        Assert.That(ChatEvent.TimeOf(ms).ToString("yyyy-MM-dd"), Is.EqualTo(day));
    }

    private static void ExpectGone(Func<Task> wait) => Expect(wait, ChatErrorKind.ServerGone);

    private static void ExpectMalformed(Func<Task> wait) => Expect(wait, ChatErrorKind.Malformed);

    private static void Expect(Func<Task> wait, ChatErrorKind fault)
    {
        ChatException? e = Assert.ThrowsAsync<ChatException>(() => wait());
        Assert.That(e!.Fault, Is.EqualTo(fault));
    }
}
