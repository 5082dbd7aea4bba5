using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>Runs a request. An exception closes the connection that sent it.</summary>
internal delegate void CommandHandler(CommandContext context, in ClientRequest request);
