namespace SimpleClient.Library.Trust;

/// <summary>What is thought of a server's certificate.</summary>
/// <param name="IsTrusted">True when the client goes on.</param>
/// <param name="Sentence">
/// What a person has to be told; empty: nothing. Why not, and what to do, when it is not trusted.
/// </param>
/// <param name="ToRemember">What is to be remembered of it; null: nothing new.</param>
internal readonly record struct TrustVerdict(bool IsTrusted, string Sentence, string? ToRemember);
