namespace EventLoopServer.Passwords;

/// <summary>
/// Hashes passwords slowly, so that a stolen list of hashes is of little use. A hash takes about 20
/// ms of a core, so this must never run on the reactor thread. Only one thread at a time calls this
/// interface.
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
    /// Hashes a password and drops the result. This takes as long as a comparison.
    /// </summary>
    void Waste(ReadOnlySpan<byte> password);
}
