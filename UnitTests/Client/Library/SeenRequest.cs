using Protocol.Messages;

namespace UnitTests.Client.Library;

/// <summary>A request as it reached the server.</summary>
internal sealed record SeenRequest(
    RequestVerb Verb, ulong Id, string Target, string Text, ulong Number);
