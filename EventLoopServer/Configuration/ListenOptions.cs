using System.Net;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Transport;

namespace EventLoopServer.Configuration;

/// <summary>The addresses to listen on.</summary>
internal sealed record ListenOptions : IOptionRecord
{
    /// <summary>The default port. No well-known service uses it.</summary>
    public const int DefaultPort = 5050;

    /// <summary>Addresses that are set one by one with --listen.</summary>
    [Option(
        "--listen",
        "Listen on this address; may be given several times. IPv6: [::1]:5050; TLS only: "
            + "tls://ADDRESS:PORT; for clients of older chat programs: DIALECT://ADDRESS:PORT",
        Type = typeof(ListenAddressType))]
    public IReadOnlyList<ListenAddress> Listen { get; init; } = [];

    /// <summary>
    /// The address for the ports of the older programs; null when these ports are not opened.
    /// </summary>
    [Option(
        "--compat",
        "Listen on the ports of the older chat programs as well, on loopback or on ADDRESS "
            + "(--compat=0.0.0.0)",
        Type = typeof(CompatAddressType),
        ValueIfBare = "127.0.0.1")]
    public IPAddress? Compat { get; init; }

    /// <summary>The address of the shared port; null when the option is not set.</summary>
    [Option(
        "--host", "Listen on this address", Type = typeof(AddressType), Default = "127.0.0.1")]
    public IPAddress? Host { get; init; }

    /// <summary>The shared port; null when the option is not set.</summary>
    [Option("--port", "Listen on this port; 0: a free one", Max = 65535, Default = "5050")]
    public int? Port { get; init; }

    [Option("--lan", "Listen on all addresses, for others on the network")]
    public bool Lan { get; init; }

    /// <summary>
    /// All addresses. An address that is set with --listen replaces the shared port, unless that
    /// port is set too.
    /// </summary>
    public IReadOnlyList<ListenAddress> Addresses
    {
        get
        {
            List<ListenAddress> all = [.. Listen];
            int port = Port ?? DefaultPort;
            if (Lan)
            {
                all.Add(ListenAddress.Shared(LanAddresses.Any, port));
            }
            else if (all.Count == 0 || Host is not null || Port is not null)
            {
                all.Add(ListenAddress.Shared(Host ?? IPAddress.Loopback, port));
            }

            if (Compat is not null)
            {
                all.AddRange(ListenAddress.Compatible(Compat));
            }

            return all;
        }
    }

    /// <summary>Creates options with only these addresses.</summary>
    public static ListenOptions At(params IReadOnlyList<ListenAddress> addresses) =>
        new() { Listen = addresses };
}
