namespace LoadTests.Clients;

/// <summary>What a crowd speaks: the dialects go round, a client after the other.</summary>
/// <param name="name">As it is typed after <c>--dialect</c>.</param>
/// <param name="dialects">At least one.</param>
internal sealed class DialectMix(string name, params ILoadDialect[] dialects)
{
    public static DialectMix Native { get; } = new("native", new NativeLoadDialect());

    public static DialectMix Text { get; } = new("text", new TextLoadDialect());

    /// <summary>Both in each room, so that a server has to encode all twice.</summary>
    public static DialectMix Mixed { get; } =
        new("mixed", new NativeLoadDialect(), new TextLoadDialect());

    /// <summary>For servers without rooms.</summary>
    public static DialectMix Lobby { get; } = new("text in the lobby", new LobbyLoadDialect());

    /// <summary>Those that can be asked for.</summary>
    public static IReadOnlyList<DialectMix> Choices { get; } = [Native, Text, Mixed];

    public string Name { get; } = name;

    /// <param name="client">The how manieth client of a run, from 0 on.</param>
    public ILoadDialect For(int client) => dialects[client % dialects.Length];
}
