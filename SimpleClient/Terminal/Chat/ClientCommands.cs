using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>The commands that the client runs itself.</summary>
internal sealed class ClientCommands(RoomList rooms, ILink link)
{
    /// <summary>True when the bell is enabled.</summary>
    public bool HasBell { get; private set; } = true;

    /// <summary>Runs a command of the client.</summary>
    /// <param name="text">The submitted text.</param>
    /// <returns>False for any other text, which is for the server.</returns>
    public bool Run(string text)
    {
        string command = text.Trim().ToLowerInvariant();
        switch (command)
        {
            case "" or "/reconnect":
                link.RetryNow();
                return true;
            case "/bell" or "/bell on" or "/bell off":
                HasBell = command switch
                {
                    "/bell on" => true,
                    "/bell off" => false,
                    _ => !HasBell,
                };
                rooms.AddNotice(TerminalSentences.Bell(HasBell));
                return true;
            case "/keys":
                foreach (string line in HelpSentences.Keys)
                {
                    rooms.AddNotice(line);
                }

                return true;
            default:
                return false;
        }
    }
}
