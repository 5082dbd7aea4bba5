namespace UnitTests.Simulation.Reference;

/// <summary>
/// The chat as a beginner would write it: one thing after the other, everything told at once to a
/// list of strings. What the real one tells has to be the same.
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
        person.TellText($"-- Welcome, {name}! /help lists the commands, /quit leaves.");
        Enter(person, "lobby", isNative ? 1ul : 0);
        return person;
    }

    public void Say(NaivePerson speaker, ulong id, string text, string verb)
    {
        if (speaker.Current is not { } room)
        {
            Refuse(
                speaker,
                id,
                "You are in no room, so nobody would see it.",
                "Enter one with /join ROOM.");
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
            Refuse(
                setter,
                id,
                "You are in no room, so nobody would see it.",
                "Enter one with /join ROOM.");
            return;
        }

        room.Topic = text;
        Notify(room, "TopicSet", setter.Name, id, text, $"set the topic to: {text}");
        Done(setter, id, room.Sequence, room.Name);
    }

    public void Tell(NaivePerson sender, ulong id, string name, string text)
    {
        if (People.Find(p => p.Name == name) is not { } receiver)
        {
            Refuse(
                sender, id, $"There is nobody called '{name}' here.", "/users lists who is here.");
            return;
        }

        int sequence = ++receiver.PrivateSequence;
        receiver.TellNative(
            $"Told #{id} sequence={sequence} room= name={sender.Name} text={text} detail=");
        receiver.TellText($"(private) {sender.Name}: {text}");
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
            Refuse(
                person,
                id,
                "You are in no room, so nobody would see it.",
                "Enter one with /join ROOM.");
            return;
        }

        Depart(person, room, id);
        string now = person.Current?.Name ?? string.Empty;
        string place = room.Name == "lobby" ? "the lobby" : $"[{room.Name}]";
        person.TellNative($"Parted #{id} sequence=0 room={room.Name} name= text= detail={now}");
        person.TellText(now.Length == 0
            ? $"-- You left {place} and are in no room now. /join ROOM enters one."
            : $"-- You left {place}. What you type goes to {now} now.");
    }

    public void Rename(NaivePerson person, ulong id, string name)
    {
        if (People.Exists(p => p != person && p.Name == name))
        {
            Refuse(person, id, $"The name '{name}' is taken.", "Try another one.");
            return;
        }

        string old = person.Name;
        foreach (NaiveRoom room in person.Rooms)
        {
            Notify(room, "Renamed", old, id, name, $"is now known as {name}", person);
        }

        person.Name = name;
        person.TellNative($"Named #{id} sequence=0 room= name={name} text= detail={old}");
        person.TellText($"-- You are now known as {name}.");
    }

    public void Ping(NaivePerson person, ulong id)
    {
        person.TellNative($"Pong #{id} sequence=0 room= name= text= detail=");
        person.TellText("-- Pong.");
    }

    /// <summary>Somebody quits, or breaks what it asked for.</summary>
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

        Notify(room, "Entered", person.Name, id, string.Empty, "joined");
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

        Notify(room, "Departed", person.Name, id, how, how.Length > 0 ? $"left ({how})" : "left");
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
        string sentence,
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
                member.TellText($"{room.Prefix}-- {name} {sentence}");
            }
        }
    }

    private static void TellJoined(NaivePerson person, NaiveRoom room, ulong id)
    {
        person.TellNative(
            $"Joined #{id} sequence={room.Sequence + 1} room={room.Name} name= "
            + $"text={room.Topic} detail=");
        int others = room.Members.Count - 1;
        string company = others switch
        {
            0 => ", alone so far.",
            1 => ", with 1 other.",
            _ => $", with {others} others.",
        };
        person.TellText(room.Name == "lobby"
            ? $"-- You are in the lobby{company}"
            : $"-- You are in [{room.Name}]{company} What you type goes there; "
                + "/join lobby goes back.");
        if (room.Topic.Length > 0)
        {
            person.TellText($"-- Topic: {room.Topic}");
        }
    }

    private static void Done(NaivePerson person, ulong id, int sequence, string room) =>
        person.TellNative($"Done #{id} sequence={sequence} room={room} name= text= detail=");

    private static void Refuse(NaivePerson person, ulong id, string sentence, string advice)
    {
        person.TellNative($"Refused #{id} sequence=0 room= name= text={sentence} detail={advice}");
        person.TellText($"-- {sentence} {advice}");
    }
}
