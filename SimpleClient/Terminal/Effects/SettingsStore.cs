using SimpleClient.Configuration;
using SimpleClient.Places;

namespace SimpleClient.Terminal.Effects;

/// <summary>
/// Writes settings, places and typed lines in the order of the calls, on other threads, because a
/// disk may block and the keys must not wait for it.
/// </summary>
/// <param name="memory">The files.</param>
/// <param name="report">Receives an error, from any thread.</param>
internal sealed class SettingsStore(ClientMemory memory, Action<string> report) : ISettingsStore
{
    /// <summary>The time for the last writes at the end of the client.</summary>
    private static readonly TimeSpan s_lastSteps = TimeSpan.FromSeconds(2);

    private Task _last = Task.CompletedTask;
    private string _lastFault = "";

    public SavedServer Server => memory.Server;

    public void Save(IReadOnlyList<SettingChange> changes) =>
        Do(() => memory.File.Save(changes), isRepeated: true);

    public void Save(string server, IReadOnlyList<PlaceChange> changes, bool replaces) => Do(
        () => PlacesFile.In(memory.StateFolder, server).Apply(changes, replaces),
        isRepeated: false);

    public void Remember(string line) => Do(() => memory.History.Add(line), isRepeated: false);

    /// <summary>Waits until all is written, but not forever.</summary>
    public Task FinishAsync() => Task.WhenAny(_last, Task.Delay(s_lastSteps));

    private void Do(Func<string> write, bool isRepeated) => _last = _last.ContinueWith(
        _ =>
        {
            string fault = write();
            if (fault.Length > 0 && (isRepeated || fault != _lastFault))
            {
                _lastFault = fault;
                report(fault);
            }
        },
        TaskScheduler.Default);
}
