using EventLoopServer.Configuration;
using EventLoopServer.Transport.Tls.Certificates;

namespace EventLoopServer.Hosting.Reload;

/// <summary>The options as their sources have them now.</summary>
/// <param name="Options">The options; meaningless when there are faults.</param>
/// <param name="Certificate">The certificate; null: none is named.</param>
/// <param name="Faults">All faults, one sentence each.</param>
internal sealed record RereadOptions(
    ServerOptions Options, ServerCertificate? Certificate, IReadOnlyList<string> Faults);
