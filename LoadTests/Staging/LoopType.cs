using EventLoopServer.Configuration.Schema;

namespace LoadTests.Staging;

/// <summary>When a message is sent: whether the loop is closed, or as the scenario says.</summary>
internal sealed class LoopType() : WordType(("scenario", null), ("open", false), ("closed", true));
