using System.Globalization;
using Protocol.Commands;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Simulation.World.Clients;

/// <summary>The requests of a client that numbers them.</summary>
internal abstract class NativeSpeaker(SimWorld world, int index) : WorldClient(world, index)
{
    private static readonly string[] s_rooms =
        ["lobby", "tea", "den", "attic", "e0", "e1", "e2", "e3"];

    /// <summary>One request in this number is sent as a line.</summary>
    private const ulong LineEvery = 7;

    private ulong _requests;
    private int _renames;

    /// <summary>The requests without an answer, in order.</summary>
    protected Queue<PendingRequest> Pending { get; } = new();

    protected Dictionary<ulong, PendingRequest> ById { get; } = [];

    /// <summary>The server confirms what is on disk; older clients get no confirmation.</summary>
    protected virtual bool IsToldKept => World.Memory.Store is not null && Index % 2 == 0;

    protected override void Begin()
    {
        Pending.Clear();
        ById.Clear();
        _requests = 0;
        _renames = 0;
        WriteHello();
        Pending.Enqueue(new PendingRequest(RequestVerb.Hello, 0));
        foreach (string password in Passwords())
        {
            Ask(RequestVerb.Pass, "", password);
        }

        Ask(RequestVerb.Name, FirstName);
        if (IsInCharge)
        {
            Ask(RequestVerb.Oper, "", WorldSetting.OperatorPassword);
        }
    }

    protected void Ask(RequestVerb verb, string target = "", string text = "", ulong number = 0)
    {
        var request = new PendingRequest(verb, ++_requests) { Words = text, Target = target };
        if (_requests % LineEvery == 0)
        {
            (verb, target, text) = Spell(verb, target, text);
        }

        WriteRequest(new ClientRequest
        {
            Verb = verb,
            Id = request.Id,
            Target = RecordedEvent.Utf8(target),
            Text = RecordedEvent.Utf8(text),
            Number = number,
        });
        Pending.Enqueue(request);
        ById.Add(request.Id, request);
    }

    /// <summary>Sends the bytes before the first request.</summary>
    protected virtual void WriteHello()
    {
        var space = new byte[128];
        var writer = new ByteWriter(space);
        NativeWire.WriteHello(
            ref writer, "world"u8, default, IsToldKept ? NativeWire.Keeps : 0);
        Put(space.AsSpan(0, writer.Written));
    }

    protected virtual void WriteRequest(in ClientRequest request)
    {
        var space = new byte[request.Target.Length + request.Text.Length + 64];
        var writer = new ByteWriter(space);
        NativeWire.WriteRequest(ref writer, request);
        Put(space.AsSpan(0, writer.Written));
    }

    protected override void Behave(ref SeededRandom random)
    {
        if (Pending.Count > 50)
        {
            return;
        }

        string room = s_rooms[random.Below(random.Chance(300) ? s_rooms.Length : 3)];
        for (int times = random.Chance(50) ? 20 : 1 + random.Below(2); times > 0; times--)
        {
            AskSomething(ref random, room);
        }
    }

    protected override void Rule(ref SeededRandom random)
    {
        if (Pending.Count > 50)
        {
            return;
        }

        string whom = World.SomebodyToRule(ref random);
        string time = $"{World.Setting.SanctionMs.ToString(CultureInfo.InvariantCulture)}ms";
        switch (random.Below(100))
        {
            case < 15:
                Ask(World.Setting.KickVerb, whom, WorldSetting.Reason);
                break;
            case < 40:
                Ask(RequestVerb.Mute, whom, time);
                break;
            case < 55:
                Ask(RequestVerb.Unmute, whom);
                break;
            case < 70:
                Ask(RequestVerb.Ban, whom, $"{time} {WorldSetting.Reason}");
                break;
            case < 75:
                Ask(RequestVerb.Unban, whom);
                break;
            case < 90:
                Ask(RequestVerb.Announce, "", NextAnnouncement(ref random));
                break;
            case < 95:
                Ask(RequestVerb.Bans);
                break;
            default:
                Ask(RequestVerb.Members, "*");
                break;
        }
    }

    /// <summary>
    /// The same request as a typed line. A request that cannot be typed is unchanged.
    /// </summary>
    private static (RequestVerb Verb, string Target, string Text) Spell(
        RequestVerb verb, string target, string text)
    {
        CommandGrammar? row = CommandCatalog.All.FirstOrDefault(
            r => r.Verb == verb && r.Words.Count > 0);
        bool isTrimmed = text == text.Trim();
        if (row is null || !isTrimmed || (row.NeedsTarget && target.Length == 0))
        {
            return (verb, target, text);
        }

        // A room is given as the room of the request; any other argument is part of the line.
        string word = $"/{row.Words[^1]}";
        return row.MeansCurrentRoom
            ? (RequestVerb.Line, target, $"{word} {text}")
            : (RequestVerb.Line, "", $"{word} {target} {text}");
    }

    private void AskSomething(ref SeededRandom random, string room)
    {
        switch (random.Below(100))
        {
            case < 45:
                Ask(RequestVerb.Say, random.Chance(300) ? "" : room, NextWords(ref random));
                break;
            case < 50:
                Ask(RequestVerb.Me, "", NextWords(ref random));
                break;
            case < 62:
                Ask(RequestVerb.Join, room);
                break;
            case < 69:
                Ask(World.Setting.LeaveVerb, random.Chance(500) ? "" : room);
                break;
            case < 76:
                Ask(RequestVerb.Tell, World.SomeName(ref random), NextWords(ref random));
                break;
            case < 78:
                Ask(RequestVerb.Topic, room, random.Chance(500) ? "" : $"topic of {Speaker}");
                break;
            case < 80:
                Ask(RequestVerb.Rename, $"{FirstName}r{++_renames}");
                break;
            case < 88:
                Ask(RequestVerb.Ping);
                break;
            case < 92:
                Ask(RequestVerb.Members, room);
                break;
            case < 94:
                Ask(RequestVerb.Rooms);
                break;
            case < 95:
                Ask(RequestVerb.History, room, "", (ulong)random.Below(30));
                break;
            case 95:
                Ask(RequestVerb.Search, room, "topic of:nobody");
                break;
            case 96:
                Ask(RequestVerb.Help);
                break;
            case 97:
                Ask((RequestVerb)0x50);
                break;
            case 98:
                Ask(RequestVerb.Say, room, new string('x', World.Setting.Options.MessageBytes + 1));
                break;
            default:
                if (random.Chance(200))
                {
                    Ask(random.Chance(500) ? RequestVerb.Quit : SimWorld.FailVerb);
                    IsLeaving = true;
                }

                break;
        }
    }
}
