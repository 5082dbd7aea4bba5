using Protocol.Messages;

namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// Why a request was refused. It is a separate object, because refusals are rare and would make
/// each element of the array of outcomes larger.
/// </summary>
internal sealed record RefusedOutcome(Refusal Refusal);
