using Protocol.Messages;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat.Sending;

/// <summary>
/// Finds the meaning of the first line of a block, and whether lines may follow it.
/// </summary>
internal static class BlockRules
{
    /// <summary>
    /// Reads the first line of a block. <c>quit</c> and <c>exit</c> without a slash are commands
    /// only if the block has one line, because pasted code has such lines.
    /// </summary>
    public static TypedLine Read(PastedBlock block, string room) => TypedLine.Read(
        block.First, room, byHand: !block.HasMore, Commands.Local);

    /// <summary>
    /// Changes a line for a private conversation. Text is sent to the other person. A command about
    /// a room without its name is not sent but explained, because the server would use another
    /// room.
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
    /// Explains why a block with an unknown first command is not sent. A newer server may support
    /// that command. But the lines after it depend on the effect of the command, which is unknown
    /// to the client. The result is null when the command is known, or has no lines after it.
    /// </summary>
    public static string? UnknownAbove(PastedBlock block, TypedLine first) =>
        block.HasMore ? first.Unknown?.Sentence : null;

    /// <summary>
    /// The reason why no lines may follow a first line; null when they may. They would be lost, or
    /// would be sent to a room that the user has just left.
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

    /// <summary>True for a block of which a line is meant for the current room.</summary>
    public static bool NeedsRoom(TypedLine first, PastedBlock block) =>
        first.MeansCurrentRoom || (block.HasMore && first.Verb != RequestVerb.Tell);
}
