using System.Text;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects;

/// <summary>
/// Random events that a server could send, with names and texts that some client could misread.
/// </summary>
internal sealed class RandomEvents(Random random)
{
    private static readonly string[] s_names =
    [
        "alice", "Bob", "Зоя", "Zoë", "田中", "xNICK", "myUSERNAME", "NICKNAMEx", "joined", "x-NICK",
        "a", "_", "7", "has", "Connected", "Welcome", "محمد", "ÑICKNAME",
    ];

    private static readonly string[] s_words =
    [
        "hi", "NICK", "NICKNAME", "USERNAME", " ", "é", "茶", "👋", "-- ", "| ", "] ", "[tea] ",
        "* ", "SERVER: ", "[SERVER] ", "ERROR: ", "bob: ", "alice has left the chat.", "joined!",
        "\u00A0", "Enter your username: ", "x", "(private) ",
    ];

    private static readonly EventKind[] s_kinds =
        [.. Enum.GetValues<EventKind>(), (EventKind)0xFE];

    /// <summary>The member name of the last event.</summary>
    public string LastName { get; private set; } = "";

    /// <summary>The room of the last event.</summary>
    public string LastRoom { get; private set; } = "";

    public ServerEvent Next()
    {
        EventKind kind = s_kinds[random.Next(s_kinds.Length)];
        LastName = Pick(s_names);
        LastRoom = Pick(s_names);
        return new ServerEvent
        {
            Kind = kind,
            SenderId = (ulong)random.NextInt64(),
            TimeMs = random.NextInt64(2_000_000_000_000),
            Room = Encoding.UTF8.GetBytes(LastRoom),
            Name = Encoding.UTF8.GetBytes(LastName),
            Text = kind switch
            {
                EventKind.Renamed => Encoding.UTF8.GetBytes(Pick(s_names)),
                EventKind.Notice or EventKind.Goodbye => Text("\n", 6),
                _ => Text("", 1),
            },
            Number = (ulong)random.Next(24),
            Detail = random.Next(2) == 0 ? default : Encoding.UTF8.GetBytes(Pick(s_names)),
            Subject = Encoding.UTF8.GetBytes(Pick(s_names)),
            Count = (ulong)random.Next(64, 100),
            Entries = kind is EventKind.Members or EventKind.Rooms ? Entries() : default,
            InLobby = random.Next(2) == 0,
            InPast = random.Next(4) == 0,
        };
    }

    private string Pick(string[] all) => all[random.Next(all.Length)];

    private byte[] Text(string separator, int parts)
    {
        var text = new StringBuilder();
        for (int part = random.Next(parts); part >= 0; part--)
        {
            int most = random.Next(4) == 0 ? 1200 : 6;
            string filler = new((char)('a' + part), random.Next(3) == 0 ? random.Next(1030) : 0);
            text.Append(filler);
            for (int count = random.Next(most); count >= 0 && text.Length < 4000; count--)
            {
                text.Append(Pick(s_words));
            }

            text.Append(part > 0 ? separator : "");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private byte[] Entries()
    {
        var space = new byte[32 * 1024];
        var list = new ByteWriter(space);
        for (int count = random.Next(60); count > 0; count--)
        {
            ListReader.Write(
                ref list,
                Encoding.UTF8.GetBytes(Pick(s_names)),
                (ulong)random.NextInt64(),
                Encoding.UTF8.GetBytes(random.Next(2) == 0 ? "" : Pick(s_words)));
        }

        Assert.That(list.Overflowed, Is.False, "the space is too small");
        return space[..list.Written];
    }
}
