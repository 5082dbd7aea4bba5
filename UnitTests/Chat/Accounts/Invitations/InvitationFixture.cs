using System.Text;
using System.Text.RegularExpressions;
using EventLoopServer.Configuration;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts.Invitations;

/// <summary>A server on which users need an invitation to create an account.</summary>
internal abstract partial class InvitationFixture : AccountFixture
{
    protected static string Invalid { get; } =
        $"{TextLine.Refused(RefusalCode.InvitationInvalid)}\n";

    [SetUp]
    public void LeaveRegistrationToOperators() => Restart(Plain(AccountOptions.ByOperator));

    /// <summary>The code of a new invitation, which the console makes.</summary>
    protected string Invite(string terms = "") =>
        ReadCode(Chat.TypeAndWait($"/invite {terms}".TrimEnd()));

    protected static string ReadCode(string answer)
    {
        Assert.That(answer, Does.Match(Code()));
        return Code().Match(answer).Value;
    }

    /// <summary>The id of the newest invitation in the list.</summary>
    protected string NewestId() => Entry().Matches(Chat.Type("/invites"))[^1].Groups[1].Value;

    /// <summary>The answer to a guest that registers with a code.</summary>
    protected string RegisterWith(string code, string name, string address = Home) =>
        Chat.Ask(Chat.Enter(name, address), $"/register {Password} {code}");

    /// <summary>Lets several guests register in the same turn.</summary>
    /// <returns>Their answers.</returns>
    protected string[] RegisterTogether(string code, int count)
    {
        SimTransport[] wires =
            [.. Enumerable.Range(0, count).Select(i => Chat.Enter($"user{i}", Home))];
        foreach (SimTransport wire in wires)
        {
            ModerationFixture.Read(wire);
            wire.Write(Encoding.UTF8.GetBytes($"/register {Password} {code}\n"));
        }

        Chat.Server.Settle();
        return [.. wires.Select(ModerationFixture.Read)];
    }

    [GeneratedRegex("inv-[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}")]
    private static partial Regex Code();

    [GeneratedRegex("  ([a-z2-9]{4}): ")]
    private static partial Regex Entry();
}
