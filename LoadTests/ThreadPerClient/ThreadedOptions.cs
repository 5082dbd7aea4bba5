using System.Net;
using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Schema;

namespace LoadTests.ThreadPerClient;

/// <summary>The options of <c>serve-threads</c>.</summary>
internal sealed record ThreadedOptions : IOptionRecord
{
    [Option("--host", "Listen on this address", Type = typeof(AddressType))]
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    [Option("--port", "Listen on this port; 0: a free one", Max = 65535)]
    public int Port { get; init; } = ListenOptions.DefaultPort;

    /// <summary>
    /// True to omit joins and leaves. Each of these costs a send to every client.
    /// </summary>
    [Option("--silent", "Do not announce joins and leaves: each arrival costs a send to all")]
    public bool IsSilent { get; init; }
}
