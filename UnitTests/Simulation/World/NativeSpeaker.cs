using System.Globalization;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Simulation.World;

/// <summary>What a client that speaks in frames asks for.</summary>
internal abstract class NativeSpeaker(SimWorld world, int index) : WorldClient(world, index)
{
    private static readonly string[] s_rooms =
        ["lobby", "tea", "den", "attic", "e0", "e1", "e2", "e3"];

    private ulong _requests;
    private int _renames;

    /// <summary>What has no answer yet, in the order in which it was asked.</summary>
    protected Queue<PendingRequest> Pending { get; } = new();

    protected Dictionary<ulong, PendingRequest> ById { get; } = [];

    protected override void Begin()
    {
        Pending.Clear();
        ById.Clear();
        _requests = 0;
        _renames = 0;
        var space = new byte[128];
        var writer = new ByteWriter(space);
        NativeWire.WriteHello(ref writer, "world"u8, default, 0);
        Put(space.AsSpan(0, writer.Written));
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
        var space = new byte[((target.Length + text.Length) * 4) + 64];
        var writer = new ByteWriter(space);
        var request = new PendingRequest(verb, ++_requests) { Words = text, Target = target };
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = verb,
            Id = request.Id,
            Target = ChronicleEvent.Utf8(target),
            Text = ChronicleEvent.Utf8(text),
            Number = number,
        });
        Put(space.AsSpan(0, writer.Written));
        Pending.Enqueue(request);
        ById.Add(request.Id, request);
    }

    protected override void Behave(ref Dice dice)
    {
        if (Pending.Count > 50)
        {
            return;
        }

        string room = s_rooms[dice.Below(dice.Chance(300) ? s_rooms.Length : 3)];
        for (int times = dice.Chance(50) ? 20 : 1 + dice.Below(2); times > 0; times--)
        {
            AskSomething(ref dice, room);
        }
    }

    protected override void Rule(ref Dice dice)
    {
        if (Pending.Count > 50)
        {
            return;
        }

        string whom = World.SomebodyToRule(ref dice);
        string time = $"{World.Setting.SanctionMs.ToString(CultureInfo.InvariantCulture)}ms";
        switch (dice.Below(100))
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
                Ask(RequestVerb.Announce, "", NextAnnouncement(ref dice));
                break;
            case < 95:
                Ask(RequestVerb.Bans);
                break;
            default:
                Ask(RequestVerb.Members, "*");
                break;
        }
    }

    private void AskSomething(ref Dice dice, string room)
    {
        switch (dice.Below(100))
        {
            case < 45:
                Ask(RequestVerb.Say, dice.Chance(300) ? "" : room, NextWords(ref dice));
                break;
            case < 50:
                Ask(RequestVerb.Me, "", NextWords(ref dice));
                break;
            case < 62:
                Ask(RequestVerb.Join, room);
                break;
            case < 69:
                Ask(World.Setting.LeaveVerb, dice.Chance(500) ? "" : room);
                break;
            case < 76:
                Ask(RequestVerb.Tell, World.SomeName(ref dice), NextWords(ref dice));
                break;
            case < 78:
                Ask(RequestVerb.Topic, room, dice.Chance(500) ? "" : $"topic of {Speaker}");
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
            case < 96:
                Ask(RequestVerb.History, room, "", (ulong)dice.Below(30));
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
                if (dice.Chance(200))
                {
                    Ask(dice.Chance(500) ? RequestVerb.Quit : SimWorld.FailVerb);
                    IsLeaving = true;
                }

                break;
        }
    }
}
