using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Accounts;

/// <summary>
/// Accounts in random worlds, and the planted faults that they find. The faults are planted in
/// worlds of the same seeds, which have no fault without them.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class AccountWorldTests
{
    private const int Turns = 1500;
    private const int Worlds = 4;
    private const int Parts = 3;

    [Test]
    public void Accounts_keep_every_invariant([Range(0, Parts - 1)] int part)
    {
        (int stored, int copies, int marks, int lies) = (0, 0, 0, 0);
        for (int seed = 1 + (part * Worlds); seed <= (part + 1) * Worlds; seed++)
        {
            using SimStore store = Store(seed);
            using var world = new AccountWorld(seed, store);
            world.Run(Turns);
            stored += world.Audit.Stored;
            copies += world.Audit.Copies;
            marks += world.Audit.ReadMarks;
            lies += world.Audit.Lies;
        }

        TestContext.Out.WriteLine($"{stored} stored, {copies} copies, {marks} marks, {lies} lies");
        Assert.That(stored, Is.GreaterThan(Worlds * 20), "the worlds test too little");
        Assert.That(copies, Is.GreaterThan(Worlds * 20), "the worlds test too little");
        Assert.That(marks, Is.GreaterThan(Worlds * 20), "the worlds test too little");
        Assert.That(lies, Is.GreaterThan(Worlds * 20), "the worlds test too little");
    }

    [Test]
    public void Confirmation_before_the_commit_is_found_because_a_message_is_lost() => AssertFound(
        "has not received",
        static seed => new SimStore(seed, SimStoreFaults.Many)
        {
            Capacity = 200,
            ReportsEarly = true,
        });

    [Test]
    public void Lost_account_is_found() => AssertFound(
        "is lost", static seed => Spoil(seed, static state => state with { Accounts = [] }));

    [Test]
    public void Password_that_opens_an_account_to_others_is_found() => AssertFound(
        "an impostor of",
        static seed => Spoil(seed, static state => state with
        {
            Accounts =
            [
                .. state.Accounts.Select(static a => a with { Secret = ImpostorSecret() }),
            ],
        }));

    [Test]
    public void Old_password_is_found() => AssertFound(
        "is refused",
        static seed => Spoil(seed, static state => state with
        {
            Accounts = [.. state.Accounts.Select(static a => a with { Secret = "$sim$1$1$0" })],
        }));

    [Test]
    public void Token_that_opens_the_session_of_another_user_is_found() => AssertFound(
        "was resumed as",
        static seed => Spoil(seed, static state => state with
        {
            Sessions =
            [
                .. state.Sessions.Select((session, i) => session with
                {
                    TokenHash = state.Sessions[(i + 1) % state.Sessions.Count].TokenHash,
                }),
            ],
        }));

    [Test]
    public void Session_that_outlives_its_end_is_found() => AssertFound(
        "a void token",
        static seed =>
        {
            SimStore store = Store(seed);
            store.Disk.KeepsEndedSessions = true;
            return store;
        });

    [Test]
    public void Lost_role_is_found() => AssertFound(
        "no moderator",
        static seed => Spoil(seed, static state => state with
        {
            Accounts =
                [.. state.Accounts.Select(static a => a with { Role = AccountRole.User })],
        }));

    [Test]
    public void Repeated_request_is_found() => AssertFound(
        "a used id was accepted",
        static seed => new SimStore(seed, SimStoreFaults.Many)
        {
            Capacity = 200,
            ForgetsRequests = true,
        });

    [Test]
    public void Read_mark_that_goes_back_is_found() => AssertFound(
        "went back",
        static seed => Spoil(seed, static state => state with
        {
            Accounts = [.. state.Accounts.Select(static a => a with { ReadMarks = "" })],
        }));

    [Test]
    public void Message_that_is_sent_twice_is_found() => AssertFound(
        "twice",
        static seed => Spoil(seed, static state => state with
        {
            Sessions = [.. state.Sessions.Select(static s => s with { Deliveries = "" })],
        }));

    [Test]
    public void Message_that_was_confirmed_and_is_sent_again_is_found() => AssertFound(
        "which was confirmed",
        static seed =>
        {
            SimStore store = Spoil(seed, static state => state with
            {
                Accounts = [.. state.Accounts.Select(static a => a with { PrivateRead = 0 })],
            });
            store.Disk.ForgetsConfirmations = true;
            return store;
        });

    [Test]
    public void Message_that_is_not_delivered_is_found() => AssertFound(
        "has not received",
        static seed => new SimStore(seed, SimStoreFaults.Many)
        {
            Capacity = 200,
            SpoilUnread = static lines => [.. lines.Skip(1)],
        });

    [Test]
    public void Messages_in_another_order_are_found() => AssertFound(
        "in another order",
        static seed => new SimStore(seed, SimStoreFaults.Many)
        {
            Capacity = 200,
            SpoilUnread = static lines =>
            [
                .. lines.Select((line, i) => line with { Text = lines[^(i + 1)].Text }),
            ],
        });

    [Test]
    public void Own_message_that_another_device_does_not_get_is_found() => AssertFound(
        "has not got",
        Store,
        static (_, e) => e.Kind == EventKind.Told && e.Detail.Length > 0);

    [Test]
    public void Line_that_a_device_does_not_get_is_found() => AssertFound(
        "instead of",
        Store,
        static (_, e) => e.Kind == EventKind.Said && e.Sequence % 5 == 0);

    private static SimStore Store(int seed) =>
        new(seed, SimStoreFaults.Many) { Capacity = 200 };

    private static SimStore Spoil(int seed, Func<StoredState, StoredState> spoil) =>
        new(seed, SimStoreFaults.Many) { Capacity = 200, Spoil = spoil };

    private static string ImpostorSecret() => new Network.SimPasswordHash(seed: 1)
        .Make(System.Text.Encoding.UTF8.GetBytes(AccountImpostor.WrongPassword));

    private static void AssertFound(
        string what,
        Func<int, SimStore> plant,
        Func<AccountDevice, SeenEvent, bool>? isDropped = null)
    {
        var found = new List<string>();
        for (int seed = 1; seed <= Worlds * Parts && !found.Exists(f => f.Contains(what)); seed++)
        {
            using SimStore store = plant(seed);
            using var world = new AccountWorld(seed, store, isDropped);
            try
            {
                world.Run(Turns);
            }
            catch (StoreFault fault)
            {
                found.Add(fault.Message);
            }
        }

        Assert.That(found, Has.Some.Contains(what), "no seed has found the fault");
    }
}
