namespace EventLoopServer.Passwords;

/// <summary>
/// Hashes passwords so slowly that a stolen list of hashes is of little use. It takes some 20 ms of
/// a core, so it must never run on the reactor thread. It is called by one thread at a time.
/// </summary>
internal interface IPasswordHash
{
    /// <summary>
    /// Why the last new hash is not of the best algorithm; null: it is. May be read by any thread.
    /// </summary>
    string? Fallback { get; }

    /// <summary>Hashes a password with a new salt.</summary>
    /// <returns>A PHC string, which contains the algorithm, its cost and the salt.</returns>
    string Make(ReadOnlySpan<byte> password);

    /// <summary>Compares a password with a stored hash, in constant time.</summary>
    /// <exception cref="NotSupportedException">This machine cannot check this hash.</exception>
    bool Matches(ReadOnlySpan<byte> password, string stored);

    /// <summary>True for a hash that <see cref="Make"/> would now make at a higher cost.</summary>
    bool IsOutdated(string stored);

    /// <summary>
    /// Hashes a password and drops the result: it takes as long as a comparison.
    /// </summary>
    void Waste(ReadOnlySpan<byte> password);
}
