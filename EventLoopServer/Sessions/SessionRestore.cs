using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sessions.Resuming;

namespace EventLoopServer.Sessions;

/// <summary>
/// After a restart, restores the members that were connected when the server stopped. They have no
/// connection yet. Other members are not notified if these members resume in time.
/// </summary>
internal sealed class SessionRestore(SessionServices services)
{
    public void Open(IEnumerable<ResumableSession> connected)
    {
        foreach (ResumableSession session in connected)
        {
            Restore(session);
        }
    }

    private void Restore(ResumableSession session)
    {
        RoomDirectory directory = services.Directory;
        byte[] name = Encoding.UTF8.GetBytes(session.Name);
        Account? account = session.Account;
        if (account is not null && AccountDevices.Find(directory, account) is { } present)
        {
            // Another device of the account was restored before.
            Device device = directory.AddMember(NoOutput.Instance).Device;
            device.Restore(session);
            directory.Move(device, present);
            _ = new DetachedMember(device, services, services.Resumption.Sessions.WindowMs);
            return;
        }

        Member member = directory.RestoreMember(session, NoOutput.Instance);
        if (account is not null)
        {
            member.LogIn(account);
        }

        if (directory.CheckName(member, name) is not null)
        {
            // A later version of the server may refuse a name that an earlier one accepted.
            services.Resumption.Sessions.End(session);
            return;
        }

        _ = new DetachedMember(member.Device, services, services.Resumption.Sessions.WindowMs);
        directory.SetName(member, name);
        foreach (string room in session.Rooms.ToArray())
        {
            if (SessionRooms.Find(directory, room) is { } found)
            {
                found.SkipFirstNumber();
                directory.EnterQuietly(member, found);
            }
        }

        services.Context.Access.ApplyMute(member, services.Clock.NowMs);
    }
}
