namespace UnitTests.Simulation.Network;

/// <summary>The call of a <see cref="FaultyWire"/> that throws.</summary>
internal enum FaultyCall
{
    Address,
    Peer,
    ResetAtEnd,
    Send,
    Receive,
    ShutdownSend,
}
