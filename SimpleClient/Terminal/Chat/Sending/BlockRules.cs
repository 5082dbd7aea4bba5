using Protocol.Messages;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat.Sending;

/// <summary>The meaning of the first line of a block, and what may follow it.</summary>
internal static class BlockRules
{
    /// <summary>
    /// Reads the first line of a block. <c>quit</c> and <c>exit</c> without a slash are commands
    /// only if the block has one line, because pasted code has such lines.
    /// </summary>
    public static TypedLine Read(PastedBlock block, string room) => TypedLine.Read(
        block.First, room, byHand: !block.HasMore, Commands.Local);

    /// <summary>
    /// The same line in a private conversation: text goes to the other person, and a command
    /// without a room is explained, because the server would take another room.
    /// </summary>
    public static TypedLine InPrivate(TypedLine line, ChatRoom place) => line switch
    {
        { Verb: RequestVerb.Say } => line.ToPrivate(place.Name),
        { Verb: RequestVerb.Me } =>
            TypedLine.Explained(TerminalSentences.NoActionHere(place.Name)),
        { Verb: not RequestVerb.Leave, MeansCurrentRoom: true } =>
            TypedLine.Explained(TerminalSentences.NoRoomHere(place.Name)),
        _ => line,
    };

    /// <summary>
    /// Explains why a block with an unknown first command is not sent. A newer server may know that
    /// command, but the lines after it depend on its effect, which the client does not know. Null:
    /// the command is known, or has no lines after it.
    /// </summary>
    public static string? UnknownAbove(PastedBlock block, TypedLine first) =>
        block.HasMore ? first.Unknown?.Sentence : null;

    /// <summary>
    /// The reason why no lines may follow a first line: they would be lost, or be sent to a room
    /// that the user has just left. Null: they may follow.
    /// </summary>
    public static string? WhyAlone(string line, TypedLine first, string room)
    {
        bool isAlone = Commands.IsLocal(line) || first.Grammar?.EndsConnection == true
            || (first.Verb == RequestVerb.Leave
                && first.Target.Equals(room, StringComparison.OrdinalIgnoreCase));
        return isAlone
            ? TerminalSentences.LinesBehind(line.Trim())
            : null;
    }
}
