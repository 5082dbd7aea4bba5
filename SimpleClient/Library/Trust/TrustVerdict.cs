namespace SimpleClient.Library.Trust;

/// <summary>The result of checking a server's certificate.</summary>
/// <param name="IsTrusted">True when the client may continue.</param>
/// <param name="Sentence">
/// A notice for the user; empty: none. For a certificate that is not trusted: the reason and an
/// advice.
/// </param>
/// <param name="ToRemember">The fingerprint or mark to store; null: nothing new.</param>
internal readonly record struct TrustVerdict(bool IsTrusted, string Sentence, string? ToRemember);
