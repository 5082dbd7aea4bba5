using EventLoopServer.Admission;
using EventLoopServer.Configuration;
using EventLoopServer.Reactor;
using EventLoopServer.Sessions;
using EventLoopServer.Transport.Tls.Certificates;

namespace EventLoopServer.Hosting.Reload;

/// <summary>
/// The parts of a running server that accept new options. Each option whose row has AppliesOnReload
/// is used here.
/// </summary>
/// <param name="Sessions">The services of sessions.</param>
/// <param name="Addresses">The limits of addresses.</param>
/// <param name="SlowReaders">The limits of slow readers.</param>
/// <param name="Pacing">The limit on work without requests.</param>
/// <param name="Tls">The certificate.</param>
/// <param name="Keep">Stores the options for later uses.</param>
internal sealed record ReloadTargets(
    SessionServices Sessions,
    AddressTable Addresses,
    SlowReaderMonitor SlowReaders,
    ReadPacing Pacing,
    ServerTls Tls,
    Action<ServerOptions> Keep)
{
    /// <summary>Uses these options from now on. Called by the reactor.</summary>
    public void Apply(ServerOptions options, ServerCertificate? certificate)
    {
        Keep(options);
        Sessions.Limits = options.SessionLimits;
        Sessions.FanOut.Budgets.Limits = options.ByteLimits;
        Sessions.Directory.Limits = options.ChatLimits;
        Sessions.Directory.Accounts.Policy = options.AccountPolicy;
        Sessions.Context.Access.Use(
            options.Access.Entry?.Password, options.Access.Operators?.Password);
        Sessions.Resumption.Entry = options.Access.Entry?.Password;
        Sessions.Context.MessageOfTheDay = options.MessageOfTheDay;
        Addresses.Limits = options.AddressLimits;
        SlowReaders.Limits = options.SlowReaderLimits;
        Pacing.UnitsPerSecond = options.SessionLimits.CommandsPerSecond;
        if (Sessions.Tls is { } tls)
        {
            tls.Limits = options.TlsLimits;
        }

        if (certificate is not null && options.Tls.Source is { } source)
        {
            Tls.Reload?.Use(source, certificate);
        }
    }
}
