namespace LoadTests.Scenarios;

/// <summary>All scenarios, in the order of the tour. Each run creates a new one.</summary>
internal static class ScenarioCatalog
{
    private static readonly Func<Scenario>[] s_all =
    [
        static () => new Echo(),
        static () => new RoomFanOut(),
        static () => new EveryoneTalks(),
        static () => new ManyRooms(),
        static () => new ThreeRooms(),
        static () => new PrivateMessages(),
        static () => new Churn(),
        static () => new ArrivalStorm(),
        static () => new IdleCrowd(),
        static () => new SlowReader(),
        static () => new Flood(),
        static () => new HostileFlood(),
        static () => new HistoryReading(),
        static () => new FileSharing(),
        static () => new BrokenLines(),
        static () => new Comeback(),
        static () => new Soak(),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(static m => m().Name)];

    public static IEnumerable<Scenario> Tour() =>
        s_all.Select(static make => make()).Where(static s => s.IsInTour);

    public static Scenario Make(string name) =>
        s_all.Select(static make => make()).First(s => s.Name == name);
}
