using System.Text;
using Protocol.Names;
using SimpleClient.Sentences;
using SimpleClient.Standard;
using SimpleClient.Terminal.Chat.Events;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat;

/// <summary>The commands that the client runs itself.</summary>
internal sealed class ClientCommands(RoomList rooms, ILink link)
{
    /// <summary>The files that were shared.</summary>
    public KnownFiles Files { get; init; } = new();

    /// <summary>Runs a command that changes a setting; false for another command.</summary>
    public Func<string, string, bool> ChangeSetting { get; init; } = static (_, _) => false;

    /// <summary>Sends a text from the shown place.</summary>
    public Action<string> Submit { get; init; } = static _ => { };

    /// <summary>Opens and shows the links of the shown place.</summary>
    public LinkCommands Links { get; } = new(rooms, link);

    /// <summary>Shows the keys and commands.</summary>
    public Action ShowHelp { get; set; } = static () => { };

    /// <summary>Runs a command of the client.</summary>
    /// <param name="text">The submitted text.</param>
    /// <returns>False for any other text, which has to be sent to the server.</returns>
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
            case "/keys" when rest.Length == 0:
                ShowHelp();
                return true;
            case "/names":
                Submit($"/users {rest}".TrimEnd());
                return true;
            case "/list" when rest.Length == 0:
                Submit("/rooms");
                return true;
            case ['#', _, ..] when rest.Length == 0:
                Submit($"/join {line[1..]}");
                return true;
            case "/join" when rest.StartsWith('#'):
                Submit($"/join {rest[1..]}");
                return true;
            case "/forget" when rest.Length == 0:
                rooms.AddNotice(link.ForgetLogin()
                    ? TerminalSentences.LoginForgotten
                    : TerminalSentences.NoLoginStored);
                return true;
            case "/query":
                string[] query = rest.Split(' ', 2, StringSplitOptions.TrimEntries);
                Query(query[0].TrimStart('@'), query.Length > 1 ? query[1] : "");
                return true;
            case "/send":
                SendFile(rest);
                return true;
            case "/get":
                GetFile(rest);
                return true;
            case "/cancel" when rest.Length == 0:
                if (link.Files?.Cancel() != true)
                {
                    rooms.AddNotice(FileSentences.NothingToCancel, null, LineKind.Fault);
                }

                return true;
            case "/open":
                Links.Run(rest, opens: true);
                return true;
            case "/link":
                Links.Run(rest, opens: false);
                return true;
            case "/close" when rest.Length == 0:
                Submit("/leave");
                return true;
            default:
                return ChangeSetting(words[0].ToLowerInvariant(), rest);
        }
    }

    private void SendFile(string path)
    {
        string? why = path.Length == 0 ? FileSentences.SendUsage
            : !link.IsUp ? TerminalSentences.NoConnection
            : rooms.Current is not { IsPrivate: false } ? FileSentences.NoRoom
            : null;
        if (why is null)
        {
            link.Files?.Send(UserFolders.InHome(path), rooms.Current!.Name);
        }
        else
        {
            rooms.AddNotice(why, null, LineKind.Fault);
        }
    }

    private void GetFile(string arguments)
    {
        string[] words = arguments.Split(' ', 2, StringSplitOptions.TrimEntries);
        string? why = words[0].Length == 0 ? FileSentences.GetUsage
            : !link.IsUp ? TerminalSentences.NoConnection
            : Files.Find(words[0]) is null ? FileSentences.NoSuchId(words[0])
            : null;
        if (why is null)
        {
            link.Files?.Fetch(
                Files.Find(words[0])!.Value,
                words.Length > 1 ? UserFolders.InHome(words[1]) : ".");
        }
        else
        {
            rooms.AddNotice(why, null, LineKind.Fault);
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
                // The text is sent with the name, because a text that cannot be sent stays in the
                // shown place.
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
