using System.Globalization;
using EventLoopServer.Chat;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Sessions;
using Microsoft.Extensions.Logging;

namespace EventLoopServer;

/// <summary>What the chat's commands for those in charge need of the program around it.</summary>
internal sealed class ServerOffice(Action stop, ILogger log, ClientLog clientLog) : IOffice
{
    public void Note(string who, string what) => Log.Ruled(log, who, what);

    public void NoteWrongPassword(string who, string what) => clientLog.WrongPassword(who, what);

    public void Stop() => stop();

    public OriginForm ReadOrigin(string text, out Origin origin, out string shown) =>
        Origins.Read(text, out origin, out shown);

    public string Date(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs)
        .ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
