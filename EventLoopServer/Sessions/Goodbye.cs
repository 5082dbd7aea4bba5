using System.Text;
using EventLoopServer.Observability;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// The goodbye text of a client, and whether the client gets one. It is a struct inside the session
/// to avoid an allocation: each client has a goodbye, and few clients need it.
/// </summary>
internal struct Goodbye
{
    private (GoodbyeReason Reason, string Sentence)? _expulsion;
    private byte[]? _answer;

    /// <summary>
    /// True for a legacy client that quit. Such a client prints a goodbye itself, or expects none.
    /// </summary>
    public bool IsUnwanted { get; set; }

    /// <summary>Requests a close, and stores the reason that is sent to the client.</summary>
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
    /// Stores the answer to a client that has ended the connection in the protocol of its dialect.
    /// The client gets this answer instead of a goodbye. Nothing may follow the answer, and events
    /// of rooms may be sent until the member has left the chat. So the answer is sent after that.
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
            session.Output.Send(new ServerEvent
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
