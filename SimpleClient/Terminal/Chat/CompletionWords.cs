using SimpleClient.Configuration;
using SimpleClient.Terminal.Chat.Events;
using SimpleClient.Terminal.Chat.Sending;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>The words that Tab completes in the shown place.</summary>
internal sealed class CompletionWords(RoomList rooms, EventReducer events) : IWords
{
    public IEnumerable<string> Names => NamesHere.Where(name => name != events.OwnName);

    public IEnumerable<string> Rooms => rooms.Entered.Select(static room => room.Name)
        .Concat(events.KnownRooms)
        .Distinct(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Commands => Sending.Commands.All;

    public IEnumerable<string> Settings => SettingCatalog.All.Select(static row => row.Key);

    /// <summary>The names for completion; in a private conversation, those of all rooms.</summary>
    private IEnumerable<string> NamesHere => rooms.Current is { IsPrivate: true } place
        ? rooms.Entered.SelectMany(static room => room.People.Names).Prepend(place.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase)
        : rooms.Current?.People.Names ?? [];

    public IEnumerable<string> Paths(string start) => PathWords.Beginning(start);
}
