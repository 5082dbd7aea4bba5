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

/// <summary>
/// Makes the profile of a listener. It defines how the listener's connections are served and
/// rejected.
/// </summary>
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
        byte[] Sentence(AdmissionResult result) => sentences[(int)result];
        return new ListenerProfile(
            isPrompted ? connection => OpenPrompted(connection, open) : OpenerOf(open),
            Sentence,
            isPrompted ? Resets : null)
        {
            OverLimit = isPrompted || Sessions.Http is not { } http
                ? null
                : MakeOverLimit(http, open, Sentence),
        };
    }

    /// <summary>A page is served above the limits of chat clients.</summary>
    private OverLimitOpener MakeOverLimit(
        IHttpServer http, OpenListener open, Func<AdmissionResult, byte[]> sentence)
    {
        var rule = new OverLimitRule(open.Dialects.Dialects, open.NeedsTls, sentence);
        return new OverLimitOpener(
            http.TryAdmit,
            (connection, result) => new OverLimitConnection(connection, Sessions, rule, result));
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
