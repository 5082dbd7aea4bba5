namespace SimpleClient.Library.Trust;

/// <summary>The result of checking a server's certificate.</summary>
/// <param name="IsTrusted">True when the client may continue.</param>
/// <param name="Sentence">
/// A notice for the user; empty when there is none. If the certificate is not trusted, it is the
/// reason and an advice.
/// </param>
/// <param name="ToRemember">The fingerprint or mark to store; null when nothing changes.</param>
internal readonly record struct TrustVerdict(bool IsTrusted, string Sentence, string? ToRemember);
