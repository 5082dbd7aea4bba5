using SimpleClient.Configuration;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>The sequences that ask a terminal to notify the user.</summary>
internal static class Notification
{
    /// <summary>The most cells of the text. A desktop does not show more.</summary>
    private const int MaxCells = 200;

    /// <summary>The sequence.</summary>
    /// <param name="alert">The message.</param>
    /// <param name="kind">The user's choice.</param>
    /// <param name="terminal">The kind of terminal, as TERM names it.</param>
    /// <returns>The sequence; empty when the user wants no notifications.</returns>
    public static string Of(Alert alert, NotificationKind kind, string? terminal)
    {
        string title = Clean(alert.Place);
        string text = Clean($"{alert.Name}: {alert.Text}");
        bool has777 = terminal?.Split('-')[0] is "rxvt" or "foot";
        return kind switch
        {
            NotificationKind.Auto when has777 => Of(alert, NotificationKind.Osc777, terminal),
            NotificationKind.Auto or NotificationKind.Osc9 => $"\u001B]9;{title} {text}\u001B\\",
            NotificationKind.Osc777 => $"\u001B]777;notify;{title};{text}\u001B\\",
            _ => "",
        };
    }

    /// <summary>
    /// Removes semicolons, which would end the text, and control characters, which would end the
    /// sequence.
    /// </summary>
    private static string Clean(string text) =>
        CellWidth.Cut(SafeText.Of(text).Replace(';', ','), MaxCells);
}
