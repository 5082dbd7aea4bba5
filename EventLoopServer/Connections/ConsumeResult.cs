namespace EventLoopServer.Connections;

/// <summary>What a consumer did with the bytes it was shown.</summary>
/// <param name="Used">Bytes used at the front.</param>
/// <param name="Left">Bytes that count from now on, the used ones included.</param>
/// <param name="HasMore">It stopped for its budget: show the rest again in the next turn.</param>
/// <param name="Waits">It wants nothing more until it asks the receiver to resume.</param>
internal readonly record struct ConsumeResult(int Used, int Left, bool HasMore, bool Waits = false);
