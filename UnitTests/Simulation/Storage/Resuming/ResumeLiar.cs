using Protocol.Dialects.Native;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>
/// Resumes with tokens of others, with void and invented ones, and from positions that do not
/// exist.
/// </summary>
internal sealed class ResumeLiar(Random random, ResumeAudit audit)
{
    public void Act(SimServer server, ResumeClient victim)
    {
        var liar = new NativePeer(server.Connect());
        liar.Hello(NativeWire.Resume);
        (byte[] token, bool mayWork) = Draw(victim);
        var position = new ResumePosition(token, Number(), Number())
        {
            Rooms = [("lobby", Number(), ulong.MaxValue), ("nowhere", 1, 1)],
        };
        position.Send(liar, Number());

        // With luck it even sends something: as if the owner of the token had.
        liar.Request(RequestVerb.Ping, Number());
        server.RunOneTurn();
        audit.Require(
            mayWork || liar.Take().TrueForAll(static e => e.Kind != EventKind.Resumed),
            $"a void token of {victim.Name} has resumed a session");
        liar.Wire.Reset();
    }

    private (byte[] Token, bool MayWork) Draw(ResumeClient victim)
    {
        int kind = random.Next(4);
        if (kind == 0 && victim.Token.Length > 0)
        {
            return (victim.Token, true);
        }

        if (kind is 1 or 2 && victim.OldTokens.Count > 0)
        {
            // A crash forgets the end of a session that was not on disk yet.
            (byte[] old, int crashes) =
                victim.OldTokens[random.Next(victim.OldTokens.Count)];
            return (old, crashes < audit.Crashes);
        }

        return (new byte[random.Next(40)], false);
    }

    private ulong Number() => (ulong)random.NextInt64();
}
