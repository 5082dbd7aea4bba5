using EventLoopServer.Files;
using EventLoopServer.Storage;
using EventLoopServer.Storage.Files;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using UnitTests.Client.Library.Resuming;
using UnitTests.Support;

namespace UnitTests.Browser;

/// <summary>
/// A server with a store and shared files, behind a proxy. The proxy can cut the line, and its port
/// stays the same when the server starts again.
/// </summary>
internal sealed class StoredServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("page-").FullName;

    public StoredServer()
    {
        Server = Start();
        Proxy = new CuttableProxy(Server.Port, seed: 1);
    }

    public ServerUnderTest Server { get; private set; }

    public CuttableProxy Proxy { get; }

    /// <summary>Stops the server, and starts another one with the same store.</summary>
    public void Restart()
    {
        Server.Dispose();
        Server = Start();
        Proxy.Target = Server.Port;
    }

    public void Dispose()
    {
        Proxy.Dispose();
        Server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// For the server, a browser is never on the same machine, so its passwords need TLS or this
    /// option.
    /// </summary>
    private ServerUnderTest Start() => new(
        change: static options => options with { Accounts = new() { IsPlainAllowed = true } },
        openStore: mailbox => SqliteStore.Open(
            new StoreOptions(Path.Combine(_folder, "data")) { BallastBytes = 0 },
            mailbox,
            new SystemClock(),
            NullLogger.Instance),
        openFiles: () => DiskFolder.Take(Path.Combine(_folder, "files")));
}
