using EventLoopServer.Admission;
using Protocol.Dialects;

namespace EventLoopServer.Sessions.Login;

/// <summary>How a listener treats connections above the limits of their addresses.</summary>
/// <param name="Dialects">The dialects of the listener.</param>
/// <param name="NeedsTls">True when the listener requires TLS.</param>
/// <param name="Sentence">The encoded refusal for a rejected client.</param>
internal sealed record OverLimitRule(
    IReadOnlyList<IDialect> Dialects, bool NeedsTls, Func<AdmissionResult, byte[]> Sentence);
