using EventLoopServer.Transport;
using Protocol.Dialects;

namespace EventLoopServer.Hosting;

/// <summary>An open listener, and the dialects that it accepts.</summary>
/// <param name="Listener">The listener.</param>
/// <param name="Dialects">The dialects.</param>
/// <param name="NeedsTls">True when clients without TLS are rejected.</param>
internal sealed record OpenListener(IListener Listener, DialectSet Dialects, bool NeedsTls);
