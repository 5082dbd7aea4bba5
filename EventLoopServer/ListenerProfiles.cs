using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Hosting;
using EventLoopServer.Reactor;
using EventLoopServer.Sessions;
using EventLoopServer.Sessions.Login;
using EventLoopServer.Transport.Legacy;
using Protocol;
using Protocol.Dialects;

namespace EventLoopServer;

/// <summary>Makes the profile of a listener: how its connections are served and rejected.</summary>
/// <param name="Sessions">Services that all sessions share.</param>
/// <param name="Legacy">Services that the filters of legacy clients share.</param>
/// <param name="Resets">Resets the connections of rejected legacy clients.</param>
internal sealed record ListenerProfiles(
    SessionServices Sessions, LegacyServices Legacy, DelayedResets Resets)
{
    public ListenerProfile For(OpenListener open)
    {
        byte[][] sentences =
        [
            .. Enum.GetValues<AdmissionResult>()
                .Select(result => AdmissionRefusal.Encode(open.Dialects, result)),
        ];
        bool isPrompted = open.Dialects.IsPrompted;
        return new ListenerProfile(
            isPrompted ? connection => OpenPrompted(connection, open) : OpenerOf(open),
            result => sentences[(int)result],
            isPrompted ? Resets : null);
    }

    private Func<Connection, IByteConsumer> OpenerOf(OpenListener open)
    {
        SessionLogin MakeLogin(Session session) =>
            new SharedPortLogin(session, Sessions, open.Dialects);
        Func<Session, SessionLogin> login = MakeLogin;
        return connection =>
            new Session(connection, Sessions, open.Dialects, open.NeedsTls, login);
    }

    private Session OpenPrompted(Connection connection, OpenListener open)
    {
        DialectSet dialects = open.Dialects;
        var filter = new LegacyFilter(connection, Legacy, WireLimits.PromptedLineBytes);
        connection.Filter = filter;
        return new Session(
            connection,
            Sessions,
            dialects,
            open.NeedsTls,
            session => new PromptedLogin(session, Sessions, dialects, filter));
    }
}
