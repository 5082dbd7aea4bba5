using EventLoopServer.Chat;
using EventLoopServer.Observability;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>What is said when a connection ends.</summary>
internal static class GoodbyeText
{
    /// <summary>What the others are told beside that it left; empty: nothing.</summary>
    public static ReadOnlySpan<byte> ForOthers(CloseReason reason) => reason switch
    {
        CloseReason.Quit or CloseReason.PeerClosed => default,
        CloseReason.PeerReset or CloseReason.Silent => "connection lost"u8,
        CloseReason.TooSlow => "too slow"u8,
        CloseReason.Flood => "sent too fast"u8,
        CloseReason.Kicked => "kicked"u8,
        CloseReason.Banned => "banned"u8,
        _ => "closed by the server"u8,
    };

    /// <summary>What an end is counted as that somebody in charge wanted.</summary>
    public static CloseReason ReasonOf(GoodbyeReason reason) => reason switch
    {
        GoodbyeReason.Kicked => CloseReason.Kicked,
        GoodbyeReason.Banned => CloseReason.Banned,
        _ => CloseReason.WrongPassword,
    };

    /// <summary>What it is told itself; null where nothing can be or has to be.</summary>
    public static (GoodbyeReason Reason, string Sentence)? ForItself(
        CloseReason reason, Nickname? name) => reason switch
        {
            CloseReason.Quit => (
                GoodbyeReason.Quit, name is null ? "Goodbye." : $"Goodbye, {name}."),
            CloseReason.ServerStops => (GoodbyeReason.ServerStops, "The server stops. Goodbye."),
            CloseReason.Malformed => (
                GoodbyeReason.Malformed, "Goodbye: the connection is closed."),
            CloseReason.TooSlow => (
                GoodbyeReason.TooSlow, "You read too slowly and too much was waiting. Goodbye."),
            CloseReason.TooLate => (
                GoodbyeReason.TooLate, "You gave no name for too long. Goodbye."),
            CloseReason.Flood => (
                GoodbyeReason.Flood,
                "You sent faster than may be for too long. Wait for answers in between. Goodbye."),
            CloseReason.Silent => (
                GoodbyeReason.Silent, "Nothing was heard from you for too long. Goodbye."),
            CloseReason.Unfinished => (
                GoodbyeReason.Unfinished,
                "You began a message and did not end it in time. Goodbye."),
            CloseReason.OutOfBuffers => (
                GoodbyeReason.ServerFull, "The server is out of buffers. Try again later."),
            CloseReason.Bug => (
                GoodbyeReason.Bug, "Something went wrong in the server. Connect again."),
            _ => null,
        };
}
