namespace LoadTests.Clients;

/// <summary>The dialects of a run. The clients use them in turn.</summary>
/// <param name="name">Its name for <c>--dialect</c>.</param>
/// <param name="dialects">At least one.</param>
internal sealed class DialectMix(string name, params ILoadDialect[] dialects)
{
    public static DialectMix Native { get; } = new("native", new NativeLoadDialect());

    public static DialectMix Text { get; } = new("text", new TextLoadDialect());

    public static DialectMix Web { get; } = new("web", new WebLoadDialect());

    /// <summary>
    /// The clients use all dialects in turn, so each room has members of all three. The server then
    /// encodes each event three times.
    /// </summary>
    public static DialectMix Mixed { get; } =
        new("mixed", new NativeLoadDialect(), new TextLoadDialect(), new WebLoadDialect());

    /// <summary>For servers without rooms.</summary>
    public static DialectMix Lobby { get; } = new("text in the lobby", new LobbyLoadDialect());

    /// <summary>The choices of <c>--dialect</c>.</summary>
    public static IReadOnlyList<DialectMix> Choices { get; } = [Native, Text, Web, Mixed];

    public string Name { get; } = name;

    /// <param name="client">The index of the client in the run, from 0.</param>
    public ILoadDialect For(int client) => dialects[client % dialects.Length];
}
