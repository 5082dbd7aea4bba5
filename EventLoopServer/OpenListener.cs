using EventLoopServer.Connections;
using Protocol.Dialects;

namespace EventLoopServer;

/// <summary>A listener that is open, and what is spoken there.</summary>
internal sealed record OpenListener(IListener Listener, DialectSet Dialects);
