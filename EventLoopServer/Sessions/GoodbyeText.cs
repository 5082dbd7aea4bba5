using EventLoopServer.Chat.Rooms;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// The texts for the end of a connection: for other members, and for the client itself.
/// </summary>
internal static class GoodbyeText
{
    /// <summary>
    /// The reason that other members see with the departure; empty when they see none.
    /// </summary>
    public static ReadOnlySpan<byte> ForOthers(CloseReason reason) => reason switch
    {
        CloseReason.Quit or CloseReason.PeerClosed => default,
        CloseReason.PeerReset or CloseReason.Silent => GoodbyeSentences.OthersLost,
        CloseReason.TooSlow => GoodbyeSentences.OthersTooSlow,
        CloseReason.Flood => GoodbyeSentences.OthersFlood,
        CloseReason.Kicked => GoodbyeSentences.OthersKicked,
        CloseReason.Banned => GoodbyeSentences.OthersBanned,
        _ => GoodbyeSentences.OthersClosed,
    };

    /// <summary>The close reason for an end that the chat requested.</summary>
    public static CloseReason ReasonOf(GoodbyeReason reason) => reason switch
    {
        GoodbyeReason.ServerFull => CloseReason.ServerFull,
        GoodbyeReason.Kicked => CloseReason.Kicked,
        GoodbyeReason.Banned => CloseReason.Banned,
        GoodbyeReason.TakenOver => CloseReason.TakenOver,
        _ => CloseReason.WrongPassword,
    };

    /// <summary>
    /// The goodbye text for the client itself; null when none can be sent or none is needed.
    /// </summary>
    public static (GoodbyeReason Reason, string Sentence)? ForItself(
        CloseReason reason, Nickname? name) => reason switch
        {
            CloseReason.Quit => (
                GoodbyeReason.Quit,
                name is null ? GoodbyeSentences.Quit : GoodbyeSentences.QuitNamed(name.Text)),
            CloseReason.ServerStops => (GoodbyeReason.ServerStops, GoodbyeSentences.ServerStops),
            CloseReason.Malformed => (
                GoodbyeReason.Malformed, GoodbyeSentences.Malformed),
            CloseReason.TooSlow => (
                GoodbyeReason.TooSlow, GoodbyeSentences.TooSlow),
            CloseReason.TooLate => (
                GoodbyeReason.TooLate, GoodbyeSentences.TooLate),
            CloseReason.Flood => (GoodbyeReason.Flood, GoodbyeSentences.Flood),
            CloseReason.Silent => (
                GoodbyeReason.Silent, GoodbyeSentences.Silent),
            CloseReason.Unfinished => (GoodbyeReason.Unfinished, GoodbyeSentences.Unfinished),
            CloseReason.TakenOver => (GoodbyeReason.TakenOver, GoodbyeSentences.TakenOver),
            CloseReason.OutOfBuffers => (
                GoodbyeReason.ServerFull, GoodbyeSentences.OutOfBuffers),
            CloseReason.Bug => (
                GoodbyeReason.Bug, GoodbyeSentences.Bug),
            _ => null,
        };
}
