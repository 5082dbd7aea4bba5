using System.Security.Cryptography;
using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions.Resuming;
using Protocol.Dialects.Native;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Sessions;

/// <summary>
/// Continues a session on another connection. The client first gets where it stands: its id, its
/// last request, and how much it knows of each room. Then it gets the answers and private lines
/// that it missed, and from there on everything. The lines of its rooms that it missed it reads
/// from the history.
/// </summary>
internal static class ResumeRequest
{
    /// <summary>
    /// As much as four messages: it is rare, and its answer is longer than others.
    /// </summary>
    private const int Cost = 4;

    /// <summary>
    /// The highest private number that a client may claim to have: every number below 2^53 is exact
    /// in JSON, and as many numbers are left above it.
    /// </summary>
    private const ulong MaxPrivate = 1ul << 52;

    public static void Run(
        Session session,
        SessionServices services,
        CommandContext context,
        in ClientRequest request)
    {
        context.Cost = Cost;
        Resumption resumption = services.Resumption;
        if (session.Member.Name is not null)
        {
            context.Refuse(request, RefusalCode.NamedAlready);
        }
        else if (resumption.Sessions.Find(request.Target) is not { } found)
        {
            Reject(session, services, context, request.Id);
        }
        else if (!KnowsPassword(session, resumption, request.Target, found))
        {
            // The server's password has changed since the client gave it.
            context.Refuse(request, RefusalCode.PasswordNeeded);
            CloseUnlessCounted(session, services);
        }
        else if (context.Access.FindBan(
            Encoding.UTF8.GetBytes(found.Name), session.Output.Prefix, context.NowMs) is { } ban)
        {
            context.Refuse(request, RefusalCode.Banned, context.Access.Explain(ban, context.Now));
            session.Output.Expel(GoodbyeReason.Banned, GoodbyeSentences.Banned);
        }
        else if (found.Account is not null
            && !session.Output.IsConfidential && !context.Accounts.Policy.IsPlainAllowed)
        {
            // The token is as good as the password of the account.
            context.Refuse(request, RefusalCode.PlainConnection);
        }
        else if (!resumption.MayContinue(SlotOf(found.Device?.Output), session.Connection))
        {
            context.Refuse(request.Id, Refusal.For(RefusalCode.AddressFull));
            services.CloseQueue.RequestClose(session.Connection, CloseReason.NotResumed);
        }
        else if (TryContinue(session, services, context, request, found))
        {
            resumption.Continue(found, session.Connection);
            context.Device = session.Device;
            RaiseNumbers(session.Device, found, request.Count);
            AwayMessages.Confirm(context.Accounts, found, request.Count);
            ResumeAnswer.TellResumed(context, request, found);
            ResumeAnswer.TellMissed(context, request, found);
            ResumeAnswer.TellRooms(context, request.Id);
            TellKept(session, services, found);
            if (session.Member.Account is { } account)
            {
                AwayMessages.Deliver(context, account);
            }
        }
    }

    /// <summary>
    /// True when the client of a session gave the server's present password: then, or on this
    /// connection before the request. The session remembers it.
    /// </summary>
    private static bool KnowsPassword(
        Session session,
        Resumption resumption,
        ReadOnlySpan<byte> token,
        ResumableSession found)
    {
        if (resumption.Entry?.MarkFor(token) is not { } mark
            || CryptographicOperations.FixedTimeEquals(mark, found.PasswordMark))
        {
            return true;
        }

        if (session.Member.PasswordAccepted)
        {
            found.PasswordMark = mark;
            found.Change();
        }

        return session.Member.PasswordAccepted;
    }

    private static void Reject(
        Session session, SessionServices services, CommandContext context, ulong requestId)
    {
        context.Refuse(requestId, Refusal.For(RefusalCode.SessionUnknown));
        CloseUnlessCounted(session, services);
    }

    /// <summary>A connection above the limit of its address may only resume.</summary>
    private static void CloseUnlessCounted(Session session, SessionServices services)
    {
        if (session.Connection.MustResume)
        {
            services.CloseQueue.RequestClose(session.Connection, CloseReason.NotResumed);
        }
    }

    /// <summary>
    /// Takes the member of the session from its connection, from the wait for one, or back into the
    /// chat.
    /// </summary>
    private static bool TryContinue(
        Session session,
        SessionServices services,
        CommandContext context,
        in ClientRequest request,
        ResumableSession found)
    {
        if (found.Device is { } device)
        {
            if (TakeOver.From(device.Output, services) is { } detached
                && session.TryAdopt(detached))
            {
                return true;
            }

            // It is leaving in this turn: it was kicked, or has quit.
            Reject(session, services, context, request.Id);
            return false;
        }

        RoomDirectory directory = services.Directory;
        Account? account = found.Account;
        if (account is not null && AccountDevices.Find(directory, account) is { } present)
        {
            if (!AccountDevices.TryMakeSpace(present))
            {
                context.Refuse(request.Id, Refusal.For(
                    RefusalCode.TooManyDevices, $"{AccountDevices.Most}"));
                return false;
            }

            session.Device.Restore(found);
            directory.Move(session.Device, present);
            context.Access.ApplyMute(present, context.NowMs);
            session.Named();
            return true;
        }

        byte[] name = Encoding.UTF8.GetBytes(found.Name);
        if (directory.CheckName(account, name, out NameLook? look) is { } refusal)
        {
            context.Refuse(request.Id, refusal);
            return false;
        }

        Member restored = directory.RestoreMember(found, session.Output);
        restored.PasswordAccepted = true;
        if (account is not null)
        {
            restored.LogIn(account);
        }

        directory.SetName(restored, name, look);
        session.Replace(restored);
        foreach (string room in found.Rooms.ToArray())
        {
            if (SessionRooms.Find(directory, room) is { } there)
            {
                directory.Enter(restored, there, 0, context.TimeMs);
            }
        }

        return true;
    }

    /// <summary>
    /// After a crash, private lines continue above those that the client has received, because
    /// equal numbers are the same line. Lines since the crash were sent to nobody yet.
    /// </summary>
    private static void RaiseNumbers(Device device, ResumableSession found, ulong told)
    {
        if (told > MaxPrivate)
        {
            // An invented number says nothing about the client's lines.
            return;
        }

        if (found.KeptPrivate is { } kept && told > kept)
        {
            device.PrivateSequence += told - kept;
            found.PrivateLines.Raise(told - kept);
            found.CountPrivate();
        }

        found.KeptPrivate = null;
    }

    /// <summary>The address at which a member counts; null: at none.</summary>
    private static NetworkPrefix? SlotOf(IMemberOutput? output) => output switch
    {
        DetachedMember detached => detached.Held?.Address,
        SessionOutput { Session.Connection: { MustResume: false } old } => old.AdmittedAddress,
        _ => null,
    };

    /// <summary>Confirms what is on disk, now or when it is.</summary>
    private static void TellKept(
        Session session, SessionServices services, ResumableSession found)
    {
        if (found.LastStored == 0
            || !services.Directory.IsKept
            || (session.State.Capabilities & NativeWire.Keeps) == 0)
        {
            return;
        }

        if (found.Position > services.Directory.Store.Kept)
        {
            session.Output.Stored(found.Position, found.LastStored);
        }
        else
        {
            session.Output.Tell(new ServerEvent
            {
                Kind = EventKind.Kept,
                RequestId = found.LastStored,
            });
        }
    }
}
