using Protocol.Commands;

namespace EventLoopServer.Chat;

/// <summary>One row of the command table: the grammar and the code of a command.</summary>
internal sealed record Command(CommandGrammar Grammar, CommandHandler Run);
