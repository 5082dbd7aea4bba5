using System.Text;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>Events that a client did not request and that belong to no room.</summary>
internal static class UnsolicitedEvents
{
    /// <summary>Sends a keep-alive request. Any request of the client answers it.</summary>
    public static void Ping(Session session, SessionServices services) =>
        session.Output.Send(new ServerEvent
        {
            Kind = EventKind.Ping,
            TimeMs = services.Clock.UnixMs,
        });

    /// <summary>Sends the text of a prompt. A prompt is not an event.</summary>
    public static void Prompt(Session session, SessionServices services, ReadOnlySpan<byte> words)
    {
        Span<byte> space = services.Output.Replies.Space(words.Length + 1);
        space[0] = (byte)'\n';
        words.CopyTo(space[1..]);
        services.Output.Reply(session.Connection.Plan, words.Length + 1);
    }

    /// <summary>Sends a member a notice about its own name.</summary>
    public static void Notify(Session session, SessionServices services, string sentence) =>
        session.Output.Send(new ServerEvent
        {
            Kind = EventKind.Notice,
            SenderId = session.Member.Id,
            TimeMs = services.Clock.UnixMs,
            Text = Encoding.UTF8.GetBytes(sentence),
            Subject = session.Member.NameUtf8,
        });
}
