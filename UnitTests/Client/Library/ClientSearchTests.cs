using Protocol.Dialects.Native;
using Protocol.Messages;
using SimpleClient.Library;

namespace UnitTests.Client.Library;

/// <summary>A search, with a server that has the verb and with one that has not.</summary>
internal sealed class ClientSearchTests
{
    [Test]
    public async Task Search_of_a_newer_server_gives_events()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync(
            Frames.Welcome(capabilities: NativeWire.Search));
        Assert.That(client.ServerHasSearch, Is.True);
        Task<Reply> found = client.SearchAsync("tea", "ops", count: 5);
        Assert.That(
            await server.ReadAsync(),
            Is.EqualTo(new SeenRequest(RequestVerb.Search, 1, "ops", "tea", 0)));
        await server.SendAsync(
            Frames.Of(new ChatEvent
            {
                Kind = EventKind.Hits,
                RequestId = 1,
                Count = 2,
                Entries = [new("ops", 77, ""), new("dev", 78, "")],
            }),
            Frames.Said("ops", "tea"),
            Frames.Said("dev", "more tea"),
            Frames.Said("ops", "live"));
        Assert.That((await found).Event.Entries[1].Number, Is.EqualTo(78));
        Assert.That((await client.Events.ReadAsync()).Kind, Is.EqualTo(EventKind.Hits));
        foreach ((string text, bool isHit) in new[]
        {
            ("tea", true), ("more tea", true), ("live", false),
        })
        {
            ChatEvent e = await client.Events.ReadAsync();
            Assert.That((e.Text, e.IsHit, e.IsPast), Is.EqualTo((text, isHit, false)));
        }
    }

    [Test]
    public async Task Search_of_an_older_server_is_typed()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        Task<Reply> found = client.SearchAsync("tea from:bob", "ops", count: 5);
        Assert.That(
            await server.ReadAsync(),
            Is.EqualTo(new SeenRequest(
                RequestVerb.Line, 1, "", "/search tea from:bob in:ops", 0)));
        await server.SendAsync(Frames.Answer(EventKind.Notice, 1, "No message was found."));
        Assert.That((await found).Kind, Is.EqualTo(EventKind.Notice));
    }
}
