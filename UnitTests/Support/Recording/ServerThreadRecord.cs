using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace UnitTests.Support.Recording;

/// <summary>Counts calls by thread and method.</summary>
internal sealed class ServerThreadRecord
{
    private readonly ConcurrentDictionary<(int Thread, string Call), int> _calls = new();

    public IReadOnlyCollection<int> Threads =>
        [.. _calls.Keys.Select(key => key.Thread).Distinct()];

    public void Add([CallerMemberName] string call = "") =>
        _calls.AddOrUpdate((Environment.CurrentManagedThreadId, call), 1, static (_, n) => n + 1);

    public int Count(string call) =>
        _calls.Where(pair => pair.Key.Call == call).Sum(pair => pair.Value);

    public override string ToString() => string.Join(", ", _calls.OrderBy(pair => pair.Key).Select(
        static pair => $"thread {pair.Key.Thread} {pair.Key.Call} x{pair.Value}"));
}
