using EventLoopServer.Configuration;
using EventLoopServer.Polling;

namespace UnitTests.Sessions.Legacy;

/// <summary>
/// Clients of all kinds with random actions at random times, drawn from a seed. The server becomes
/// idle afterwards and keeps nothing of disconnected clients.
/// </summary>
internal sealed class LegacySoakTests
{
    private const int Steps = 1500;
    private const int People = 30;

    private static readonly string[] s_dialects =
        ["chat", "username", "prompt", "prompt+name-first", "name-first", "nick", "nickname"];

    private static readonly string[] s_words =
    [
        "hi", "NICK", "USERNAME", "/users", "/rooms", "/join tea", "/leave tea", "/nick x",
        "@ann psst", "@bob psst", "@user-3 psst", "/me waves", "exit", "/quit", "quit",
        "has left the chat.", " has left the chat.", "/history", "/help", "/topic tea", "\n", " ",
        "ж\U0001F30A", "bob: x", "ann: bob: ann: y",
    ];

    private static readonly string[] s_names = ["ann", "bob", "Zoë", "J@hn Doe", "dodo", "ann", ""];

    [Test]
    public void Random_clients_leave_nothing_behind([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        using FakeOldServer server = new FakeOldServer(new ServerOptions
        {
            RingBytes = 64 * 1024,
            MaxClients = 25,
            Parking = seed % 2 == 0 ? new ParkingRule(4, 0, 64) : ParkingRule.Default,
        });
        var people = new List<(LegacyPeer Client, string Name)>();
        for (int step = 0; step < Steps; step++)
        {
            if (people.Count < People && random.Next(4) == 0)
            {
                string name = Draw(random, s_names);
                people.Add((server.Arrive(Draw(random, s_dialects)), name));
                server.RunTurns(random.Next(3));
            }
            else if (people.Count > 0)
            {
                int one = random.Next(people.Count);
                if (!Act(random, people[one].Client, people[one].Name))
                {
                    people.RemoveAt(one);
                }
            }

            if (random.Next(3) == 0)
            {
                server.Pass(random.Next(random.Next(10) == 0 ? 400 : 60));
            }

            if (random.Next(3) == 0)
            {
                server.Settle();
                people.RemoveAll(static p => p.Client.Wire.IsDisposed);
            }
        }

        Assert.That(server.Server.Stats.Bugs, Is.Zero);
    }

    /// <summary>Runs one random action of a client.</summary>
    /// <returns>False if the action ended the connection.</returns>
    private static bool Act(Random random, LegacyPeer client, string name)
    {
        client.Wire.PendNext = random.Next(20) == 0;
        switch (random.Next(40))
        {
            case 0:
                client.Wire.End();
                return false;
            case 1:
                client.Wire.Reset();
                return false;
            case 2:
                client.Wire.Window = random.Next(3) * 100;
                return true;
            case < 5:
                client.Wire.Window = long.MaxValue;
                return true;
            case < 12:
                Write(client, name);
                return true;
            case 12:
                Write(client, name + name);
                return true;
            case 13:
                client.Wire.Write([(byte)random.Next(0x80, 0xFF)]);
                return true;
            case 14:
                Write(client, new string('x', random.Next(9000)));
                return true;
            default:
                string head = random.Next(3) > 0 && name.Length > 0 ? $"{name}: " : string.Empty;
                Write(client, head + Draw(random, s_words));
                return true;
        }
    }

    private static void Write(LegacyPeer client, string text)
    {
        string end = client.Dialect == "chat" ? "\n" : string.Empty;
        client.Wire.Write(System.Text.Encoding.UTF8.GetBytes(text + end));
    }

    private static string Draw(Random random, string[] of) => of[random.Next(of.Length)];
}
