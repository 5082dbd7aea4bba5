using EventLoopServer.Connections;
using Protocol.Dialects;

namespace EventLoopServer.Sessions.Input;

/// <summary>
/// The line that a client has not ended when it shuts down its sending side, as
/// <c>printf 'alice\nhello' | nc HOST PORT</c> does: nothing can follow, so it is whole.
/// </summary>
internal static class UnterminatedLine
{
    /// <summary>
    /// Puts the missing end behind it, so that it is decoded by the same rules and limits as any
    /// other line.
    /// </summary>
    /// <param name="connection">A connection whose input has ended.</param>
    /// <param name="dialect">Its dialect; null: nothing has told it yet.</param>
    /// <param name="state">What the dialect remembers of it.</param>
    /// <returns>True when there is a line to be decoded now.</returns>
    public static bool TryEnd(Connection connection, IDialect? dialect, in DialectState state)
    {
        // Half a frame is no request. And behind TLS an end that TLS did not announce may be
        // somebody on the way who cuts the line off.
        if (dialect is { IsLineBased: false }
            || connection.Filter is { FiltersInput: true, HasEnded: false })
        {
            return false;
        }

        // What is left of the name of an older client is half a character.
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
