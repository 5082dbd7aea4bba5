using EventLoopServer.Configuration;
using EventLoopServer.Transport.Tls.Certificates;

namespace EventLoopServer.Hosting.Reload;

/// <summary>The options, read again from their sources.</summary>
/// <param name="Options">The options; not valid when there are faults.</param>
/// <param name="Certificate">The certificate; null when the options name none.</param>
/// <param name="Faults">All faults, one sentence each.</param>
internal sealed record RereadOptions(
    ServerOptions Options, ServerCertificate? Certificate, IReadOnlyList<string> Faults);
