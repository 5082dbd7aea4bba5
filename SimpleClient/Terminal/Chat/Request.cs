using Protocol.Messages;
using SimpleClient.Lines;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>Something to ask the server for.</summary>
/// <param name="Verb">What.</param>
/// <param name="Target">A room or a person, or empty.</param>
/// <param name="Text">The text, or empty.</param>
internal sealed record Request(RequestVerb Verb, string Target = "", string Text = "")
{
    /// <summary>A number, for the verbs that take one.</summary>
    public ulong Number { get; init; }

    /// <summary>The command that only the server may know; null: none.</summary>
    public UnknownCommand? Unknown { get; init; }

    /// <summary>True for what the program asks for by itself: the answer is not shown.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Own words that wait for the answer; null for a request without any.</summary>
    public ChatLine? Pending { get; init; }

    /// <summary>The room in which the answer is shown; null: the one that is seen.</summary>
    public ChatRoom? Room { get; init; }
}
