namespace UnitTests.Simulation.Files;

/// <summary>An invariant of shared files did not hold.</summary>
internal sealed class FileWorldFault(string what) : Exception(what);
