using UnitTests.Sentences;

namespace UnitTests.Sessions.Legacy;

/// <summary>A state of a legacy connection, and the steps that reach it.</summary>
/// <param name="Name">Its name in the list of tests.</param>
/// <param name="Dialect">The set of dialects of its listener.</param>
/// <param name="Steps">Each step is text or a byte to send; an int is a wait in
/// milliseconds.</param>
/// <param name="SaidBeforeItsEnd">The lines that a text client in the lobby receives if the client
/// closes now.</param>
/// <param name="DueInMs">The time until the next timer of the connection is due.</param>
/// <param name="IsClosing">The server has already started to close it.</param>
internal sealed record LegacyState(
    string Name,
    string Dialect,
    object[] Steps,
    string SaidBeforeItsEnd,
    long DueInMs,
    bool IsClosing = false)
{
    private static readonly string s_came = $"{TextLine.Joined("carol")}\n";
    private static readonly string s_went = $"{TextLine.Left("carol")}\n";
    private static readonly string s_guest =
        $"{TextLine.Joined("guest")}\n{TextLine.Left("guest")}\n";
    private const string Hi = "carol: hi\n";

    public static LegacyState[] All { get; } =
    [
        new("asked", "username", [100], "", 179_900),
        new("asked just now", "username", [], "", 50),
        new("half a character", "username", [100, (byte)0xC3], s_guest, 300),
        new("named once", "username", [100, "carol"], s_came + s_went, 300),
        new("named once, said", "username", [100, "carol", "carol: hi"], s_came + Hi + s_went, 300),
        new("named, then again", "username", [100, "carol", 100, "carol"], s_came + s_went, 50),
        new("asked", "prompt", [100], "", 179_900),
        new("refused", "prompt", [100, "witness"], "", 200),
        new("refused at once", "prompt", ["witness"], "", 50),
        new("refused, answered", "prompt", [100, "witness", "carol"], "", 200),
        new("refused, said", "prompt", [100, "witness", "carol\nhi"], s_came + Hi + s_went, 200),
        new("welcomed", "prompt", [100, "carol"], "", 200),
        new("welcomed at once", "prompt", ["carol"], "", 200),
        new("welcomed, said", "prompt", [100, "carol", "hi"], s_came + Hi + s_went, 200),
        new("in the lobby", "prompt", [100, "carol", 1000], s_came + s_went, 0),
        new("left", "prompt", [100, "carol", 1000, "exit"], s_came + s_went, 500, IsClosing: true),
        new("listened to", "prompt+name-first", [100], "", 400),
        new("asked", "prompt+name-first", [700], "", 179_300),
        new("refused", "prompt+name-first", [900, "witness"], "", 200),
        new("welcomed", "prompt+name-first", [900, "carol"], "", 200),
        new("in the lobby", "prompt+name-first", ["carol"], s_came + s_went, 0),
        new("waited for", "name-first", [100], "", 179_900),
        new("in the lobby", "name-first", ["carol\nhi"], s_came + Hi + s_went, 0),
        new("left", "name-first", ["carol", "/quit"], s_came + s_went, 500, IsClosing: true),
        new("asked", "nick", [100], "", 179_900),
        new("half a character", "nick", [100, (byte)0xC3], "", 179_900),
        new("in the lobby", "nick", [100, "carol", "carol: hi"], s_came + Hi + s_went, 50),
        new("asked", "nickname", [100], "", 179_900),
        new("in the lobby", "nickname", ["carol", "carol: hi"], s_came + Hi + s_went, 50),
    ];

    /// <summary>Connects a client and brings it into this state.</summary>
    public LegacyPeer Reach(FakeOldServer server)
    {
        LegacyPeer client = server.Connect(Dialect);
        foreach (object step in Steps)
        {
            switch (step)
            {
                case int ms:
                    server.Pass(ms);
                    break;
                case byte b:
                    client.Write([b]);
                    break;
                default:
                    client.Write((string)step);
                    break;
            }
        }

        return client;
    }

    public override string ToString() => $"{Dialect}: {Name}";
}
