namespace UnitTests.Simulation.Network;

/// <summary>The member of a <see cref="FaultyWire"/> that throws.</summary>
internal enum FaultyCall
{
    Address,
    Peer,
    ResetAtEnd,
    Send,
    Receive,
    ShutdownSend,
}
