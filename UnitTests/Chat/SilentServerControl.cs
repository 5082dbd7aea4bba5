using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Storage;

namespace UnitTests.Chat;

/// <summary>Logs nothing, stops nothing, and reads every target as a name.</summary>
internal sealed class SilentServerControl : IServerControl
{
    public void LogAction(string who, string what)
    {
    }

    public void LogWrongPassword(string who, string what)
    {
    }

    public void Stop()
    {
    }

    public bool TryReload(StoreQuery query) => false;

    public PrefixParseResult ReadPrefix(string text, out NetworkPrefix prefix, out string shown)
    {
        (prefix, shown) = (default, text);
        return PrefixParseResult.Name;
    }

    public string ShowPrefix(NetworkPrefix prefix) => $"{prefix}";

    public string Date(long unixMs) => $"{unixMs}";
}
