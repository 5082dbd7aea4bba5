using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Simulation.Reference;

/// <summary>
/// The simplest implementation of the chat: one event after another, each added at once to a list
/// of strings. The real server has to send the same.
/// </summary>
internal sealed class NaiveChat
{
    private readonly Dictionary<string, NaiveRoom> _rooms = new()
    {
        ["lobby"] = new NaiveRoom("lobby"),
    };

    public List<NaivePerson> People { get; } = [];

    public NaivePerson Arrive(string name, bool isNative)
    {
        var person = new NaivePerson(name, isNative);
        People.Add(person);
        person.TellNative($"Named #1 sequence=0 room= name={name} text= detail=");
        person.TellText(TextLine.Welcome(name));
        Enter(person, "lobby", isNative ? 1ul : 0);
        return person;
    }

    public void Say(NaivePerson speaker, ulong id, string text, string verb)
    {
        if (speaker.Current is not { } room)
        {
            Refuse(speaker, id, Refusal.For(RefusalCode.InNoRoom));
            return;
        }

        int sequence = ++room.Sequence;
        string kind = verb == "say" ? "Said" : "Acted";
        string line = verb == "say" ? $"{speaker.Name}: {text}" : $"* {speaker.Name} {text}";
        foreach (NaivePerson member in room.Members)
        {
            member.TellNative(
                $"{kind} #{id} sequence={sequence} room={room.Name} name={speaker.Name} "
                + $"text={text} detail=");
            if (member != speaker)
            {
                member.TellText(room.Prefix + line);
            }
        }

        Done(speaker, id, sequence, room.Name);
    }

    public void Topic(NaivePerson setter, ulong id, string text)
    {
        if (setter.Current is not { } room)
        {
            Refuse(setter, id, Refusal.For(RefusalCode.InNoRoom));
            return;
        }

        room.Topic = text;
        Notify(
            room,
            "TopicSet",
            setter.Name,
            id,
            text,
            TextLine.TopicSet(setter.Name, text, PlaceOf(room)));
        Done(setter, id, room.Sequence, room.Name);
    }

    public void Tell(NaivePerson sender, ulong id, string name, string text)
    {
        if (People.Find(p => p.Name == name) is not { } receiver)
        {
            Refuse(sender, id, Refusal.For(RefusalCode.NoSuchPerson, name));
            return;
        }

        int sequence = ++receiver.PrivateSequence;
        receiver.TellNative(
            $"Told #{id} sequence={sequence} room= name={sender.Name} text={text} detail=");
        receiver.TellText(TextLine.Private(sender.Name, text));
        Done(sender, id, 0, string.Empty);
    }

    public void Join(NaivePerson person, ulong id, string name)
    {
        if (person.Rooms.Find(r => r.Name == name) is { } room)
        {
            person.Current = room;
            TellJoined(person, room, id);
            return;
        }

        Enter(person, name, id);
    }

    public void Leave(NaivePerson person, ulong id)
    {
        if (person.Current is not { } room)
        {
            Refuse(person, id, Refusal.For(RefusalCode.InNoRoom));
            return;
        }

        Depart(person, room, id);
        string now = person.Current?.Name ?? string.Empty;
        person.TellNative($"Parted #{id} sequence=0 room={room.Name} name= text= detail={now}");
        person.TellText(TextLine.YouLeft(PlaceOf(room), now));
    }

    public void Rename(NaivePerson person, ulong id, string name)
    {
        if (People.Exists(p => p != person && p.Name == name))
        {
            Refuse(person, id, Refusal.For(RefusalCode.NameTaken, name));
            return;
        }

        string old = person.Name;
        foreach (NaiveRoom room in person.Rooms)
        {
            string line = TextLine.Renamed(old, name, PlaceOf(room));
            Notify(room, "Renamed", old, id, name, line, person);
        }

        person.Name = name;
        person.TellNative($"Named #{id} sequence=0 room= name={name} text= detail={old}");
        person.TellText(TextLine.NowKnownAs(name));
    }

    public void Ping(NaivePerson person, ulong id)
    {
        person.TellNative($"Pong #{id} sequence=0 room= name= text= detail=");
        person.TellText(TextLine.Pong());
    }

    /// <summary>A client quits, or its command fails.</summary>
    public void Quit(NaivePerson person, string how, string sentence)
    {
        while (person.Rooms.Count > 0)
        {
            Depart(person, person.Rooms[^1], 0, how);
        }

        People.Remove(person);
        person.TellNative($"Goodbye #0 sequence=0 room= name= text={sentence} detail=");
        person.TellText($"-- {sentence}");
    }

    private void Enter(NaivePerson person, string name, ulong id)
    {
        if (!_rooms.TryGetValue(name, out NaiveRoom? room))
        {
            _rooms[name] = room = new NaiveRoom(name);
        }

        Notify(
            room,
            "Entered",
            person.Name,
            id,
            string.Empty,
            TextLine.Joined(person.Name, PlaceOf(room)));
        room.Members.Add(person);
        person.Rooms.Add(room);
        person.Current = room;
        TellJoined(person, room, id);
    }

    private void Depart(NaivePerson person, NaiveRoom room, ulong id, string how = "")
    {
        room.Members.Remove(person);
        person.Rooms.Remove(room);
        if (person.Current == room)
        {
            person.Current = person.Rooms.Find(static r => r.Name == "lobby")
                ?? person.Rooms.LastOrDefault();
        }

        string line = TextLine.Left(person.Name, how, PlaceOf(room));
        Notify(room, "Departed", person.Name, id, how, line);
        if (room.Members.Count == 0 && room.Name != "lobby")
        {
            _rooms.Remove(room.Name);
        }
    }

    private static void Notify(
        NaiveRoom room,
        string kind,
        string name,
        ulong id,
        string text,
        string line,
        NaivePerson? silent = null)
    {
        int sequence = ++room.Sequence;
        foreach (NaivePerson member in room.Members)
        {
            member.TellNative(
                $"{kind} #{id} sequence={sequence} room={room.Name} name={name} "
                + $"text={text} detail=");
            if (member != silent)
            {
                member.TellText(line);
            }
        }
    }

    private static void TellJoined(NaivePerson person, NaiveRoom room, ulong id)
    {
        person.TellNative(
            $"Joined #{id} sequence={room.Sequence + 1} room={room.Name} name= "
            + $"text={room.Topic} detail=");
        string told = TextLine.YouAreIn(PlaceOf(room), room.Members.Count, room.Topic);
        foreach (string line in told.Split('\n'))
        {
            person.TellText(line);
        }
    }

    /// <summary>The room in the text of a line, where the lobby has no name.</summary>
    private static string PlaceOf(NaiveRoom room) => room.Name == "lobby" ? "" : room.Name;

    private static void Done(NaivePerson person, ulong id, int sequence, string room) =>
        person.TellNative($"Done #{id} sequence={sequence} room={room} name= text= detail=");

    private static void Refuse(NaivePerson person, ulong id, Refusal refusal)
    {
        person.TellNative(
            $"Refused #{id} sequence=0 room= name= text={refusal.Sentence} "
            + $"detail={refusal.Advice}");
        person.TellText($"-- {refusal.Sentence} {refusal.Advice}");
    }
}
