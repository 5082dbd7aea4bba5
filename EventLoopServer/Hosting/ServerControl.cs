using System.Globalization;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Sessions;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>
/// Connects the commands of operators to the process, the log and the parser of network prefixes.
/// </summary>
internal sealed class ServerControl(
    Action stop, Func<StoreQuery, bool> tryReload, ILogger log, ClientLog clientLog)
    : IServerControl
{
    public void LogAction(string who, string what) => Log.Ruled(log, who, what);

    public void LogWrongPassword(string who, string what) => clientLog.WrongPassword(who, what);

    public void Stop() => stop();

    public bool TryReload(StoreQuery query) => tryReload(query);

    public PrefixParseResult ReadPrefix(string text, out NetworkPrefix prefix, out string shown) =>
        PrefixParser.Read(text, out prefix, out shown);

    public string ShowPrefix(NetworkPrefix prefix) => PrefixParser.Show(prefix);

    public string Date(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs)
        .ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
