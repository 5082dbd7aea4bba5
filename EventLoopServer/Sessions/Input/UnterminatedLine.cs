using EventLoopServer.Connections;
using Protocol.Dialects;

namespace EventLoopServer.Sessions.Input;

/// <summary>
/// Completes the last line of a client that shuts down its sending side without a line end.
/// <c>printf 'alice\nhello' | nc HOST PORT</c> sends such a line. No byte can follow, so the line
/// is complete.
/// </summary>
internal static class UnterminatedLine
{
    /// <summary>
    /// Appends the missing line end, so that the line is decoded by the same rules and limits as
    /// any other.
    /// </summary>
    /// <param name="connection">A connection whose input has ended.</param>
    /// <param name="dialect">Its dialect; null when it is not identified yet.</param>
    /// <param name="state">The dialect's state for this connection.</param>
    /// <returns>True when there is a line to be decoded now.</returns>
    public static bool TryEnd(Connection connection, IDialect? dialect, in DialectState state)
    {
        // A partial frame is no request. Behind TLS, an end without a close_notify may be an
        // attacker who truncates the line.
        if (dialect is { IsLineBased: false }
            || connection.Filter is { FiltersInput: true, HasEnded: false })
        {
            return false;
        }

        // A partial name of a legacy client is an incomplete character, which is not a line.
        if (dialect is { Prompting: not null } && !state.Named)
        {
            return false;
        }

        bool hasLine = connection.Input.IsHeld
            ? connection.Input.Unused is not [.., (byte)'\n']
            : state.Swallowing;
        return hasLine && connection.Input.TryAppend("\n"u8);
    }
}
