using SimpleClient.Lines;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Sending;

/// <summary>The text that the user gets back after a message was refused.</summary>
internal static class ReturnedText
{
    /// <summary>The text that sends the message again.</summary>
    public static string Of(ChatLine line) => line.Kind switch
    {
        LineKind.Acted => $"/me {line.Text}",
        LineKind.ToldTo => $"@{line.Receiver} {line.Text}",
        _ when TypedLine.SkipBlanks(line.Text) is ['/', ..] visible => $"/{visible}",

        // Known limit: a message of a room whose text begins with @NAME is given back unchanged. If
        // the user sends it again, it becomes a private message.
        _ => line.Text,
    };
}
