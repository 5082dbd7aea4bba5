namespace EventLoopServer.Connections;

/// <summary>What a consumer did with its input.</summary>
/// <param name="Used">Bytes used at the front.</param>
/// <param name="Left">Length of the input from now on, including the used bytes.</param>
/// <param name="HasMore">It stopped at its budget: pass the rest again in the next turn.</param>
/// <param name="Waits">It takes nothing more until it asks the receiver to resume.</param>
internal readonly record struct ConsumeResult(int Used, int Left, bool HasMore, bool Waits = false);
