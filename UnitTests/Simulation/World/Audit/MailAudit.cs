using EventLoopServer;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.World.Audit;

/// <summary>
/// Posts to the mailbox as other threads would, starts background jobs, and sees that each is
/// delivered once and in order.
/// </summary>
internal sealed class MailAudit(
    ChatServer server, SimWorker worker, TransportLedger ledger, int seed)
{
    /// <summary>The client of these draws: they change no others.</summary>
    private const int Jobs = -7;

    private long _posted;
    private long _delivered;
    private long _started;
    private long _returned;

    public void Post(int letters)
    {
        for (; letters > 0; letters--)
        {
            server.Mailbox.Post(new MailboxProbe(++_posted, Deliver));
        }
    }

    /// <summary>Some jobs, now and then.</summary>
    public void StartJobs(int turn)
    {
        SeededRandom random = new SeededRandom(seed, Jobs, turn);
        for (int jobs = random.Chance(100) ? random.Below(4) : 0; jobs > 0; jobs--)
        {
            _started += worker.TryStart(new JobProbe(_started + 1, Return)) ? 1 : 0;
        }
    }

    /// <exception cref="WorldFault">Something was lost.</exception>
    public void Check()
    {
        if (server.Mailbox.IsEmpty && _delivered != _posted)
        {
            throw new WorldFault(Invariant.MailDelivered, "a letter is lost");
        }

        if (server.Mailbox.IsEmpty && worker.IsIdle && _returned != _started)
        {
            throw new WorldFault(Invariant.MailDelivered, "a background job is lost");
        }
    }

    private void Deliver(long number) => Expect(++_delivered, number, "letter");

    private void Return(long number) => Expect(++_returned, number, "job");

    private void Expect(long expected, long number, string what)
    {
        if (number != expected)
        {
            ledger.Complain(Invariant.MailDelivered, $"{what} {number} came as {expected}");
        }
    }
}
