using EventLoopServer.Transport;
using Protocol.Dialects;

namespace EventLoopServer.Hosting;

/// <summary>A listener that is open, and what is spoken there.</summary>
/// <param name="Listener">The listener.</param>
/// <param name="Dialects">What is spoken.</param>
/// <param name="NeedsTls">Who does not encrypt is sent away.</param>
internal sealed record OpenListener(IListener Listener, DialectSet Dialects, bool NeedsTls);
