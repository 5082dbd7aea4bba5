using Protocol.Commands;

namespace EventLoopServer.Chat;

/// <summary>One row of the command table: what a command looks like, and what it does.</summary>
internal sealed record Command(CommandGrammar Grammar, CommandRun Run);
