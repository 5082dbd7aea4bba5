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
/// Continues a session on another connection. First the client is sent the position of the session:
/// its id, its last request, and for each room the last line that is still valid. Then the client
/// is sent the answers and private lines that it missed. From then on it gets new events as
/// before. The client reads the missed lines of its rooms from the history.
/// </summary>
internal static class ResumeRequest
{
    /// <summary>
    /// The cost of a resume request. It is that of four messages, because the answer is long.
    /// </summary>
    private const int Cost = 4;

    /// <summary>
    /// The highest number of a private line that a client may claim to have received. Numbers below
    /// 2^53 are exact in JSON. Above this limit, 2^52 of them remain for later lines.
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
        else if (!HasSentPassword(session, resumption, request.Target, found))
        {
            // The server's password has changed since the client sent it.
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
            // The token gives the same access as the password of the account, and others may have
            // read it now.
            resumption.Sessions.Invalidate(found);
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
            found.IsPrivate &= session.Output.IsConfidential;
            context.Device = session.Device;
            RaiseNumbers(session.Device, found, request.Count);
            UnreadDelivery.Confirm(context.Accounts, found, request.Count);
            ResumeAnswer.SendResumed(context, request, found);
            ResumeAnswer.SendMissed(context, request, found);
            ResumeAnswer.SendRooms(context, request.Id);
            SendKept(session, services, found);
            if (session.Member.Account is { } account)
            {
                UnreadDelivery.Deliver(context, account);
            }
        }
    }

    /// <summary>
    /// True when the client has sent the server's present password, either earlier in the session,
    /// which stores a mark of it, or on this connection before this request.
    /// </summary>
    private static bool HasSentPassword(
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

    /// <summary>
    /// Closes a connection above the limit of its address. Such a connection may only resume.
    /// </summary>
    private static void CloseUnlessCounted(Session session, SessionServices services)
    {
        if (session.Connection.MustResume)
        {
            services.CloseQueue.RequestClose(session.Connection, CloseReason.NotResumed);
        }
    }

    /// <summary>
    /// Takes the member of the session from its old connection, from the members that wait for a
    /// connection, or from the sessions that have left the chat.
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

            // The member leaves in this turn, because it was kicked or has quit.
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
        if (directory.CheckName(account, name, out NameSkeletons? skeletons) is { } refusal)
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

        directory.SetName(restored, name, skeletons);
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
    /// Makes the numbers of private lines continue above those that the client has received. After
    /// a crash, the store may have a lower number than the client, and two lines with one number
    /// count as the same line. Lines since the crash can get new numbers, because no client has
    /// received them.
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

    /// <summary>
    /// The address whose limit counts the member; null when no address counts it.
    /// </summary>
    private static NetworkPrefix? SlotOf(IMemberOutput? output) => output switch
    {
        DetachedMember detached => detached.Held?.Address,
        SessionOutput { Session.Connection: { MustResume: false } old } => old.AdmittedAddress,
        _ => null,
    };

    /// <summary>
    /// Confirms the client's requests: now if they are on disk, otherwise when they are written.
    /// </summary>
    private static void SendKept(
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
            session.Output.Send(new ServerEvent
            {
                Kind = EventKind.Kept,
                RequestId = found.LastStored,
            });
        }
    }
}
