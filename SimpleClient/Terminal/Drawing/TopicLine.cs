using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>The first row: the topic of the room, cut to the width. F2 shows all of it.</summary>
internal static class TopicLine
{
    private static readonly Style s_reversed = new() { IsReversed = true };

    public static IReadOnlyList<Span> Spans(TerminalModel model, int columns)
    {
        string text = CellWidth.Cut(SafeText.Of(Text(model.Rooms.Current)), columns - 2);
        int rest = columns - 1 - CellWidth.Of(text);
        return [new Span($" {text}{new string(' ', Math.Max(0, rest))}", s_reversed)];
    }

    /// <summary>The whole topic, or a description of the place.</summary>
    public static string Text(ChatRoom? room) => room switch
    {
        null => TerminalSentences.InNoRoom,
        { IsPrivate: true } => TerminalSentences.PrivateWith(room.Name),
        { Topic.Length: 0 } => TerminalSentences.NoTopic(room.Name),
        _ => room.Topic,
    };
}
