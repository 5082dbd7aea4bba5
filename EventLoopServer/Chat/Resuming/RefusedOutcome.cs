using Protocol.Messages;

namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// Why a request was refused. It is an object of its own, because refusals are rare and outcomes
/// are stored in an array.
/// </summary>
internal sealed record RefusedOutcome(Refusal Refusal);
