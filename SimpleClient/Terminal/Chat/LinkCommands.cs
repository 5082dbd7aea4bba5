using System.Globalization;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat;

/// <summary>Opens a link of the shown place, or shows it alone, to be copied.</summary>
internal sealed class LinkCommands(RoomList rooms, ILink server)
{
    /// <summary>
    /// Opens an address in the user's browser. It returns false when there is none here, for
    /// example over ssh.
    /// </summary>
    public Func<string, bool> TryOpen { get; set; } = static _ => false;

    /// <summary>Shows an address alone on the screen.</summary>
    public Action<string> ShowAlone { get; set; } = static _ => { };

    /// <summary>
    /// Runs a command: <c>/open</c>, <c>/open 2</c>, <c>/link</c>, <c>/link 2</c>.
    /// </summary>
    /// <param name="number">The text after the command.</param>
    /// <param name="opens">False when the link is only shown.</param>
    public void Run(string number, bool opens)
    {
        int wanted = 1;
        if (number.Length > 0 && (!int.TryParse(
            number, NumberStyles.None, CultureInfo.InvariantCulture, out wanted) || wanted == 0))
        {
            Fail(opens ? OpenSentences.OpenUsage : OpenSentences.LinkUsage);
            return;
        }

        ChatRoom place = rooms.Seen;
        List<string> links = [.. place.Links.All(place.Past).Take(wanted)];
        if (links.Count < wanted)
        {
            Fail(server.HasPages && place.HasOlderMessages
                ? OpenSentences.FewerLoaded(links.Count)
                : links.Count == 0
                ? OpenSentences.NoLinks
                : OpenSentences.FewerLinks(links.Count));
        }
        else if (opens && TryOpen(links[^1]))
        {
            rooms.AddNotice(OpenSentences.Opened(links[^1]));
        }
        else
        {
            ShowAlone(links[^1]);
        }
    }

    private void Fail(string why) => rooms.AddNotice(why, null, LineKind.Fault);
}
