using SimpleClient.Sentences;
using SimpleClient.Terminal.Keys;

namespace SimpleClient.Configuration;

/// <summary>A key that has the effect of another key.</summary>
/// <param name="From">The pressed key, by its name.</param>
/// <param name="To">The key whose effect it has.</param>
internal sealed record KeyAlias(string From, string To)
{
    /// <summary>The table of the keys in the file.</summary>
    public const string Table = "keys";

    /// <summary>The most keys.</summary>
    public const int Most = 100;

    /// <summary>The error; null when the keys are valid.</summary>
    public string? Fault =>
        KeyName.Read(From) is not { } from || !KeyName.CanChange(from)
            ? SettingSentences.KeyUnchangeable(From)
            : KeyName.Read(To) is null ? SettingSentences.NoKey(To) : null;
}
