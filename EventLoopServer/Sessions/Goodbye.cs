using System.Text;
using EventLoopServer.Observability;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// The goodbye text of a client, and whether it gets one. It is a struct in the session, because
/// each client has one and few need it.
/// </summary>
internal struct Goodbye
{
    private (GoodbyeReason Reason, string Sentence)? _expulsion;
    private byte[]? _answer;

    /// <summary>
    /// True for a client of an older program that quit: it writes its own goodbye, or wants none.
    /// </summary>
    public bool IsUnwanted { get; set; }

    /// <summary>Requests a close, and stores the reason that the client is sent.</summary>
    public void Expel(
        Session session, SessionServices services, GoodbyeReason reason, string sentence)
    {
        if (session.Connection.IsOpen)
        {
            _expulsion = (reason, sentence);
            services.CloseQueue.RequestClose(session.Connection, GoodbyeText.ReasonOf(reason));
        }
    }

    /// <summary>
    /// The client has ended the connection in the dialect's own protocol: instead of a goodbye it
    /// gets this answer. It has to wait until the member has left the chat, because events of rooms
    /// may still be sent before that, and nothing may follow the answer.
    /// </summary>
    public void AnswerEnd(ReadOnlySpan<byte> answer) => _answer = answer.ToArray();

    /// <summary>Sends the goodbye text, unless the client cannot read it or expects none.</summary>
    public readonly void Send(Session session, SessionServices services, CloseReason reason)
    {
        if (session.Dialect is not { CarriesChat: true } dialect
            || session.Connection.IsLost || session.Connection.OutputTruncated || IsUnwanted)
        {
            return;
        }

        if (_answer is not null)
        {
            session.Output.Answer(_answer);
            return;
        }

        if ((_expulsion ?? GoodbyeText.ForItself(reason, session.Member.Name)) is { } goodbye)
        {
            session.Output.Tell(new ServerEvent
            {
                Kind = EventKind.Goodbye,
                SenderId = dialect.Prompting is null ? 0 : session.Member.Id,
                Subject = session.Member.NameUtf8,
                Number = (ulong)goodbye.Reason,
                Count = session.State.CloseCode,
                TimeMs = services.Clock.UnixMs,
                Text = Encoding.UTF8.GetBytes(goodbye.Sentence),
            });
        }
    }
}
