using EventLoopServer.Configuration.Schema;

namespace LoadTests.Staging;

/// <summary>A closed loop, an open one, or the default of the scenario.</summary>
internal sealed class LoopType() : WordType(("scenario", null), ("open", false), ("closed", true));
