namespace NBomber.Engine;

/// <summary>Ends an iteration whose step has failed.</summary>
internal sealed class IterationRestartException() : Exception("A step failed.");
