using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// The title of the terminal's window: <c>(2!) dev</c> with mentions, <c>(5) dev</c> with other
/// unread messages.
/// </summary>
internal static class WindowTitle
{
    private const int MaxCells = 60;

    public static string Of(TerminalModel model)
    {
        int calls = model.Rooms.All.Sum(static room => room.Mark.Calls);
        int unread = model.Rooms.All.Sum(static room => room.Unread);
        string counts = calls > 0 ? $"({calls}!) " : unread > 0 ? $"({unread}) " : "";
        ChatRoom? room = model.Rooms.Current;
        return counts + CellWidth.Cut(SafeText.Of(room?.Label ?? "TcpChat"), MaxCells);
    }
}
