namespace NBomber.Engine;

/// <summary>Ends an iteration after a failed step.</summary>
internal sealed class IterationRestartException() : Exception("A step failed.");
