using Protocol.Messages;
using SimpleClient.Lines;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Requests;

/// <summary>A request of the client.</summary>
/// <param name="Verb">The kind of the request.</param>
/// <param name="Target">The name of a room or a member, or empty.</param>
/// <param name="Text">The text, or empty.</param>
internal sealed record Request(RequestVerb Verb, string Target = "", string Text = "")
{
    /// <summary>A number, for the verbs that have one.</summary>
    public ulong Number { get; init; }

    /// <summary>The most lines of a page; 0 when it is not given.</summary>
    public ulong Count { get; init; }

    /// <summary>Only lines with lower sequence numbers; 0 when it is not given.</summary>
    public ulong Before { get; init; }

    /// <summary>The page that the request asks for; null when there is none.</summary>
    public PastPage? Page { get; init; }

    /// <summary>A command that only the server may know; null when there is none.</summary>
    public UnknownCommand? Unknown { get; init; }

    /// <summary>True for a request of the client itself. Its answer is not shown.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The line of the unconfirmed message; null for other requests.</summary>
    public ChatLine? Pending { get; init; }

    /// <summary>The room that shows the answer; null means the room on the screen.</summary>
    public ChatRoom? Room { get; init; }
}
