using System.Text;
using Protocol.Names;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat;

/// <summary>The commands that the client runs itself.</summary>
internal sealed class ClientCommands(RoomList rooms, ILink link)
{
    /// <summary>True when the bell is enabled.</summary>
    public bool HasBell { get; private set; } = true;

    /// <summary>Sends a text from the shown place.</summary>
    public Action<string> Submit { get; init; } = static _ => { };

    /// <summary>Runs a command of the client.</summary>
    /// <param name="text">The submitted text.</param>
    /// <returns>False for any other text, which is for the server.</returns>
    public bool Run(string text)
    {
        string line = text.Trim();
        if (line.Contains('\n'))
        {
            return false;
        }

        if (line is ['@', not (' ' or '\t'), ..] && !line.Contains(' ') && !line.Contains('\t'))
        {
            Query(line[1..].TrimEnd(':', ','), "");
            return true;
        }

        string[] words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        string rest = words.Length > 1 ? words[1] : "";
        switch (words[0].ToLowerInvariant())
        {
            case "":
            case "/reconnect" when rest.Length == 0:
                link.RetryNow();
                return true;
            case "/bell" when rest.ToLowerInvariant() is "" or "on" or "off":
                HasBell = rest.Length == 0 ? !HasBell
                    : rest.Equals("on", StringComparison.OrdinalIgnoreCase);
                rooms.AddNotice(TerminalSentences.Bell(HasBell));
                return true;
            case "/keys" when rest.Length == 0:
                foreach (string one in HelpSentences.Keys)
                {
                    rooms.AddNotice(one);
                }

                return true;
            case "/query":
                string[] query = rest.Split(' ', 2, StringSplitOptions.TrimEntries);
                Query(query[0].TrimStart('@'), query.Length > 1 ? query[1] : "");
                return true;
            case "/close" when rest.Length == 0:
                Submit("/leave");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Shows the conversation with a person, and sends a text there.</summary>
    private void Query(string name, string text)
    {
        if (name.Length == 0)
        {
            rooms.AddNotice(TerminalSentences.QueryUsage, null, LineKind.Fault);
            return;
        }

        if (NameRule.CheckName(Encoding.UTF8.GetBytes(name)) is { } fault)
        {
            rooms.AddNotice(fault, null, LineKind.Fault);
            return;
        }

        bool isNew = rooms.FindPrivate(name) is null;
        if (rooms.OpenPrivate(name) is { } place)
        {
            if (text.Length > 0)
            {
                // With the name, because a text that cannot be sent stays in the shown place.
                Submit($"@{name} {text}");
            }

            rooms.Show(place);
            if (isNew)
            {
                rooms.AddNotice(TerminalSentences.PrivateWith(name), place);
            }
        }
    }
}
