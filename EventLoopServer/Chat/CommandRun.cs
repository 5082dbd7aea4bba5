using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>
/// Does what a request asks for. It may throw: that costs the connection that sent it.
/// </summary>
internal delegate void CommandRun(CommandContext context, in ClientRequest request);
