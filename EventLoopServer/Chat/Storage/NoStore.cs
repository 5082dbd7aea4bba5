namespace EventLoopServer.Chat.Storage;

/// <summary>
/// The store of a server that stores nothing. It accepts every event and answers no query. Events
/// get no positions, so rooms have no stored lines and end with their last member.
/// </summary>
internal sealed class NoStore : IChatStore
{
    public static NoStore Instance { get; } = new();

    public long Appended => 0;

    public long Kept => 0;

    public TimeSpan Retention => TimeSpan.Zero;

    public StorePressure Pressure => StorePressure.None;

    public Action KeptChanged
    {
        set
        {
        }
    }

    public Action<IReadOnlyList<EmptiedRoom>> RoomsEmptied
    {
        set
        {
        }
    }

    public StoredState Load() => new(WasClean: true, NextMemberId: 1);

    public bool TryAppend(in StoredMessage message) => true;

    public void Append(StoreChange change)
    {
    }

    public void Persist()
    {
    }

    public bool TryStart(StoreQuery query) => false;

    public StoreFigures Measure() => new("", 0, 0, 0, 0, 0, 0, Fault: null);

    public void Close()
    {
    }

    public void Dispose()
    {
    }
}
