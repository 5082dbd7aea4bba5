namespace UnitTests.Simulation.World;

/// <summary>What the command throws that a client asks to fail.</summary>
internal sealed class AskedForException() : Exception("as it was asked to");
