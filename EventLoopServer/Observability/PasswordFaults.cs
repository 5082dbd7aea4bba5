using Microsoft.Extensions.Logging;

namespace EventLoopServer.Observability;

/// <summary>
/// Faults of the hash of passwords: each kind is logged once, because clients can cause one with
/// every request, and counted.
/// </summary>
internal sealed class PasswordFaults(ILogger log, ServerStats stats)
{
    private bool _isFallbackLogged;
    private bool _isFaultLogged;

    /// <summary>A new hash is of the best algorithm (null), or not.</summary>
    public void Take(string? fallback)
    {
        stats.UsesPasswordFallback = fallback is not null;
        if (fallback is not null && !_isFallbackLogged)
        {
            _isFallbackLogged = true;
            Log.PasswordFallback(log, fallback);
        }
    }

    /// <summary>A password could not be hashed or compared.</summary>
    public void Take(Exception fault)
    {
        stats.PasswordFaults++;
        if (!_isFaultLogged)
        {
            _isFaultLogged = true;
            Log.PasswordFault(log, fault.GetBaseException().Message);
        }
    }
}
