using Protocol.Dialects.Catalog;
using Protocol.Messages;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Web;

namespace UnitTests.Chat.Accounts;

/// <summary>
/// In no dialect does a guest get a registered name, or one that looks like it: neither as its
/// first name nor later, whether the owner is connected or away.
/// </summary>
internal sealed class ImpostorTests : AccountFixture
{
    private const string Owner = "Ilan";

    /// <summary>The name, in other letters, and with look-alikes of several scripts.</summary>
    private static readonly string[] s_names =
        [Owner, "ILAN", "ilan", "lIan", "1lan", "Il\u0430n", "I\u04CFan", "\uFF29lan"];

    private static readonly string[] s_dialects =
        ["native", "web", .. DialectCatalog.Sets.Select(static s => s.Name)];

    [Test]
    public void All_dialects_are_tried() => Assert.That(s_dialects, Is.SupersetOf(new[]
    {
        "native", "web", "chat", "username", "nick", "nickname", "prompt", "name-first",
    }));

    [TestCaseSource(nameof(s_dialects))]
    public void Nobody_gets_the_name_while_its_owner_is_away(string dialect)
    {
        Leave(Register(Owner));
        TryAll(dialect, isOwnerThere: false);
    }

    [TestCaseSource(nameof(s_dialects))]
    public void Nobody_gets_the_name_while_its_owner_is_connected(string dialect)
    {
        Leave(Register(Owner));
        TryAll(dialect, isOwnerThere: true);
    }

    [TestCaseSource(nameof(s_dialects))]
    public void Nobody_gets_the_name_in_the_month_after_its_owner_gave_it_up(string dialect)
    {
        Leave(Register(Owner));
        Chat.TypeAndWait($"/account release {Owner}");
        TryAll(dialect, isOwnerThere: false);
    }

    /// <summary>Tries each name as the first one, and as another one of a guest.</summary>
    private void TryAll(string dialect, bool isOwnerThere)
    {
        Chat.Server.Stop();
        foreach (string name in s_names)
        {
            Store.Disk.IsClean = true;
            using var server = new FakeOldServer(
                new() { Accounts = Plain() }, store: Store);
            int before = 0;
            if (isOwnerThere)
            {
                var owner = new NativePeer(Connect(server));
                owner.Hello();
                owner.Request(RequestVerb.Login, 1, Owner, Password);
                server.Pass(300);
                before = 1;
            }

            EnterAs(server, dialect, name);
            RenameTo(server, dialect, name);
            IEnumerable<string> impostors = server.Server.Directory.Named
                .Where(static m => m.Account is null)
                .Select(static m => m.Name!.Text);
            Assert.That(
                impostors, Has.None.Matches<string>(n => s_names.Contains(n)), $"{dialect} {name}");
            Assert.That(
                server.Server.Directory.Named.Count(static m => m.Account is not null),
                Is.EqualTo(before));
        }

        Open();
    }

    private static void EnterAs(FakeOldServer server, string dialect, string name)
    {
        switch (dialect)
        {
            case "native":
                server.EnterNative(name);
                break;
            case "web":
                WebPeer page = server.ConnectWeb();
                page.Open();
                page.Send($$"""{"verb":"name","id":1,"target":"{{name}}"}""");
                break;
            default:
                server.Connect(dialect).Write(dialect == "chat" ? $"{name}\n" : name);
                break;
        }

        server.Pass(5_000);
    }

    /// <summary>Where a dialect can change a name.</summary>
    private static void RenameTo(FakeOldServer server, string dialect, string name)
    {
        // The session of an earlier guest may continue on the same disk.
        string guest = $"guest{Array.IndexOf(s_names, name)}";
        switch (dialect)
        {
            case "native":
                server.EnterNative(guest).Request(RequestVerb.Rename, 2, name);
                break;
            case "web":
                WebPeer page = server.ConnectWeb();
                page.Enter(guest);
                page.Send($$"""{"verb":"rename","id":2,"target":"{{name}}"}""");
                break;
            case "chat":
                LegacyPeer text = server.Enter(dialect, guest);
                text.Write($"/nick {name}\n");
                break;
            default:
                server.Enter(dialect, guest).Write($"/nick {name}");
                break;
        }

        server.Pass(5_000);
    }

    private static SimTransport Connect(FakeOldServer server) => server.ConnectShared();
}
