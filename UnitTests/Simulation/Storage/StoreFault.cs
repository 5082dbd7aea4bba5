namespace UnitTests.Simulation.Storage;

/// <summary>An invariant of stored conversations did not hold.</summary>
internal sealed class StoreFault(string what) : Exception(what);
