using Protocol.Messages;
using SimpleClient.Lines;
using SimpleClient.Places;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Chat.Sending;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>Opens the user's places at the start, and again after a lost connection.</summary>
internal sealed class PlaceOpener(RoomList rooms, ILink link, Outbox outbox)
{
    private bool _keepsOutOfLobby;

    /// <summary>Opens the places of the start.</summary>
    public void Open(StartPlaces places)
    {
        _keepsOutOfLobby = places.IsOutOfLobby;
        rooms.Order = [.. places.Labels.Where(static label => !EventLines.IsLobby(label))];
        foreach (string label in places.Labels.Where(static label => label[0] == '@'))
        {
            if (rooms.OpenPrivate(label[1..]) is { } place)
            {
                place.WasShown = true;
                rooms.AddNotice(TerminalSentences.PrivateWith(place.Name), place);
            }
        }

        // The shown room is requested first, because the server may delay the others.
        if (places.Shown is ['@', .. var person] && rooms.FindPrivate(person) is { } shown)
        {
            rooms.Show(shown);
        }
        else if (places.Shown.Length > 0)
        {
            outbox.JoinAtStart(places.Shown, isShown: true);
        }

        foreach (string room in places.Labels.Where(
            label => label[0] != '@' && label != places.Shown))
        {
            outbox.JoinAtStart(room, isShown: false);
        }
    }

    /// <summary>Enters the rooms again after a lost connection.</summary>
    /// <param name="hasRooms">True when the server enters the rooms of the session itself.</param>
    public void OpenAgain(bool hasRooms)
    {
        _keepsOutOfLobby = rooms.Find(EventLines.Lobby) is null;
        foreach (ChatRoom room in rooms.All.Where(
            room => room.Gap is { Back: null } && !hasRooms))
        {
            bool isLobby = EventLines.IsLobby(room.Name);
            if (!isLobby)
            {
                link.Send(new Request(RequestVerb.Join, room.Name) { Room = room });
            }
        }
    }

    /// <summary>
    /// Leaves the lobby again if the user had left it before. The server adds each named client to
    /// the lobby.
    /// </summary>
    /// <returns>True when the room was entered without a wish of the user.</returns>
    public bool KeepOut(string room)
    {
        bool isUnasked = _keepsOutOfLobby && EventLines.IsLobby(room)
            && !outbox.IsEntering(room);
        if (isUnasked)
        {
            link.Send(new Request(RequestVerb.Leave, room) { IsQuiet = true });
        }

        _keepsOutOfLobby &= !EventLines.IsLobby(room);
        return isUnasked;
    }
}
