using System.Net;

namespace EventLoopServer.Connections;

/// <summary>A client that reaches the server through a trusted proxy.</summary>
/// <param name="Address">The address that the proxy has seen.</param>
/// <param name="IsEncrypted">True when it reached the proxy over TLS.</param>
internal sealed record ProxiedClient(IPAddress Address, bool IsEncrypted);
