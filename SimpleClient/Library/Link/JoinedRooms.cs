using Protocol;
using Protocol.Messages;
using SimpleClient.Sentences;

namespace SimpleClient.Library.Link;

/// <summary>Counts the rooms that the server has added this client to.</summary>
internal sealed class JoinedRooms
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Applies one event of the server.</summary>
    /// <returns>The fault: more rooms than any server allows; null when there is none.</returns>
    public ChatException? Take(ChatEvent e)
    {
        if (e.Kind == EventKind.Parted)
        {
            _names.Remove(e.Room);
        }
        else if (e.Kind == EventKind.Joined)
        {
            _names.Add(e.Room);
        }

        return _names.Count <= WireLimits.RoomsPerClient
            ? null
            : ChatException.OverLimit(LinkSentences.MoreRooms, $"{WireLimits.RoomsPerClient:N0}");
    }
}
