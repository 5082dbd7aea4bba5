using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Chat.Reading;

/// <summary>The links in the messages of a place, counted from the newest.</summary>
internal static class RecentLinks
{
    /// <summary>
    /// All links, the newest first. Notices are left out, because they repeat links that the user
    /// has opened.
    /// </summary>
    public static IEnumerable<string> Of(ChatRoom place)
    {
        Scrollback lines = place.Lines;
        for (long n = lines.Next - 1; n >= lines.First; n--)
        {
            ChatLine line = lines[n];
            if (line.Kind is LineKind.Said or LineKind.Acted or LineKind.Told or LineKind.ToldTo)
            {
                foreach (string link in WebLink.All(SafeText.Of(line.Text)).Reverse())
                {
                    yield return link;
                }
            }
        }
    }
}
