namespace UnitTests.Simulation.World;

/// <summary>The exception of the command that clients use to cause a fault.</summary>
internal sealed class AskedForException() : Exception("as it was asked to");
