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

/// <summary>Puts together what serves the connections of a listener.</summary>
/// <param name="Sessions">What all sessions share.</param>
/// <param name="Legacy">What the filters of older clients share.</param>
/// <param name="Resets">How older clients that are rejected end.</param>
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
