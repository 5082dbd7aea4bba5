using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Chat.Moderation;

/// <summary>
/// A simulated server with a console, text clients, and a password for operators.
/// </summary>
internal sealed class ModerationFixture : IDisposable
{
    public const string OperatorPassword = "open sesame";

    /// <param name="access">Passwords; null: one for operators.</param>
    /// <param name="store">The store; null: none.</param>
    /// <param name="accounts">The rules for accounts; null: the usual ones.</param>
    /// <param name="isPaced">True when clients have the usual rate limits.</param>
    public ModerationFixture(
        AccessRules? access = null,
        SimStore? store = null,
        AccountOptions? accounts = null,
        bool isPaced = false)
    {
        Server = new SimServer(
            new ServerOptions
            {
                Access = access
                    ?? new AccessRules { Operators = PasswordFiles.With("open sesame"u8) },
                Accounts = accounts ?? new AccountOptions(),
            },
            log: Log,
            isPaced: isPaced,
            store: store);
    }

    /// <summary>The answer to <c>/bans</c> without bans and mutes.</summary>
    public static string NoRestrictions { get; } =
        $"-- {ModerationSentences.ListEmpty(ModerationSentences.BannedList)}\n"
        + $"-- {ModerationSentences.ListEmpty(ModerationSentences.MutedList)}\n";

    public SimServer Server { get; }

    public ServerLog Log { get; } = new();

    /// <summary>The newest operator.</summary>
    public SimTransport Ops { get; private set; } = null!;

    /// <summary>The start of the answer to a ban, before its end time.</summary>
    public static string IsBanned(string subject) =>
        SentencePart.Before(until => ModerationSentences.Banned(subject, until, 0, ""));

    /// <summary>Connects a client from an address, and sends these lines.</summary>
    public SimTransport Arrive(string address, params string[] lines)
    {
        SimTransport wire = Server.Connect();
        wire.Address = IPAddress.Parse(address);
        Server.Settle();
        Write(wire, lines);
        return wire;
    }

    /// <summary>Connects a named client to the lobby and reads its output.</summary>
    public SimTransport Enter(string name, string address = "192.0.2.1")
    {
        SimTransport wire = Arrive(address, name);
        Assert.That(Read(wire), Does.StartWith(TextLine.Welcome(name)));
        return wire;
    }

    /// <summary>The same, as an operator.</summary>
    public SimTransport EnterOperator(string name, string address = "192.0.2.99")
    {
        SimTransport wire = Enter(name, address);
        string answer = Ask(wire, $"/oper {OperatorPassword}");
        Assert.That(answer, Does.StartWith($"-- {ModerationSentences.OperatorNow}"));
        return Ops = wire;
    }

    public void Write(SimTransport wire, params string[] lines)
    {
        foreach (string line in lines)
        {
            wire.Write(Encoding.UTF8.GetBytes($"{line}\n"));
        }

        Server.Settle();
    }

    /// <summary>The answer that a client gets to these lines.</summary>
    public string Ask(SimTransport wire, params string[] lines)
    {
        Read(wire);
        Write(wire, lines);
        return Read(wire);
    }

    /// <summary>The answer that the operator gets to a line.</summary>
    public string Rule(string line) => Ask(Ops, line);

    /// <summary>The answer of the console.</summary>
    public string Type(string line)
    {
        string answer = Server.Server.Console.Run(
            Encoding.UTF8.GetBytes($"{line}\n"), out int used, out int left);
        Assert.That(used, Is.EqualTo(left), "all input was read");
        Server.Settle();
        return answer;
    }

    /// <summary>The same for a command that waits for the store.</summary>
    public string TypeAndWait(string line) =>
        Type(line) + Server.Server.Console.Run([], out _, out _);

    public static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());

    public void Dispose() => Server.Dispose();
}
