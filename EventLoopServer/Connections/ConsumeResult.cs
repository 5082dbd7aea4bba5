namespace EventLoopServer.Connections;

/// <summary>What a consumer did with its input.</summary>
/// <param name="Used">Bytes used at the front.</param>
/// <param name="Left">
/// The length of the input after the call, including the used bytes. It is smaller than before if
/// the consumer has removed bytes in place.
/// </param>
/// <param name="HasMore">
/// True if the consumer stopped at its budget. It gets the rest again in the next turn.
/// </param>
/// <param name="Waits">
/// True if the consumer takes no more bytes until it asks the receiver to resume.
/// </param>
internal readonly record struct ConsumeResult(int Used, int Left, bool HasMore, bool Waits = false);
