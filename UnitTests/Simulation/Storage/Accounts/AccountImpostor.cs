using Protocol.Dialects.Native;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Accounts;

/// <summary>
/// A client that wants the name of another user: it tries the name and names that look like it,
/// guesses a password, and uses tokens that are void or were stolen.
/// </summary>
internal sealed class AccountImpostor
{
    public const string WrongPassword = "a wrong password";

    /// <summary>Turns in which an attempt is answered, unless the server makes it wait.</summary>
    private const int MaxTurns = 12;

    private readonly NativePeer _peer;
    private readonly Random _random;
    private readonly AccountAudit _audit;
    private readonly AccountOwner _victim;
    private bool _mayResume;
    private int _turns;

    /// <param name="peer">A new connection.</param>
    /// <param name="victim">The owner of the name.</param>
    /// <param name="random">Decides what is tried.</param>
    /// <param name="audit">The invariants.</param>
    public AccountImpostor(
        NativePeer peer, AccountOwner victim, Random random, AccountAudit audit)
    {
        (_peer, _victim, _random, _audit) = (peer, victim, random, audit);
        audit.Lies++;
        peer.Hello(NativeWire.Resume | NativeWire.Keeps);
        if (victim.IsRegistered && random.Next(2) == 0)
        {
            TryNames();
        }
        else
        {
            TryToken();
        }
    }

    /// <summary>Reads the answers.</summary>
    /// <returns>False when the attempt has ended.</returns>
    public bool Read()
    {
        foreach (SeenEvent e in _peer.Take())
        {
            if (e.Kind == EventKind.Named)
            {
                _audit.Require(
                    !_victim.Looks.Contains(e.Name), $"an impostor of {_victim.Name} is {e.Name}");
            }
            else if (e.Kind == EventKind.Resumed)
            {
                _audit.Require(_mayResume, $"a void token has resumed the session of {e.Name}");
            }
        }

        if (++_turns < MaxTurns)
        {
            return true;
        }

        _peer.Wire.Reset();
        return false;
    }

    private void TryNames()
    {
        string[] names = [.. _victim.Looks];
        _peer.Request(RequestVerb.Name, 1, names[_random.Next(names.Length)]);
        _peer.Request(RequestVerb.Login, 2, _victim.Name, WrongPassword);
        _peer.Request(RequestVerb.Name, 3, $"impostor{_random.Next()}");
        _peer.Request(RequestVerb.Rename, 4, names[_random.Next(names.Length)]);
        _peer.Request(RequestVerb.Say, 5, "lobby", "impostors talk too");
        _peer.Request(RequestVerb.Register, 6, "", WrongPassword);
    }

    private void TryToken()
    {
        AccountDevice device = _victim.Devices[_random.Next(_victim.Devices.Count)];
        (byte[] token, _mayResume) = Draw(device);

        // The owner would lose what the holder of a valid token confirms, so that one does not lie
        // about it.
        _peer.Request(new ClientRequest
        {
            Verb = RequestVerb.Resume,
            Id = 1,
            Target = token,
            Number = (ulong)_random.NextInt64(),
            Count = _mayResume ? device.LastTold : (ulong)_random.NextInt64(),
        });
    }

    private (byte[] Token, bool MayResume) Draw(AccountDevice device)
    {
        int kind = _random.Next(5);
        if (kind == 0 && device.Token.Length > 0)
        {
            return (device.Token, true);
        }

        if (kind > 1 && device.OldTokens.Count > 0)
        {
            // A crash forgets the end of a session that was not on disk yet.
            (byte[] old, int crashes, int turn) =
                device.OldTokens[_random.Next(device.OldTokens.Count)];
            return (old, crashes < _audit.Crashes || turn == _audit.Turn);
        }

        return (new byte[_random.Next(40)], false);
    }
}
