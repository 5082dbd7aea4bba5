namespace SimpleClient.Plain;

/// <summary>One line of the input.</summary>
/// <param name="Number">The number of the line, from 1.</param>
/// <param name="Text">The line without its end; empty when it is invalid.</param>
/// <param name="Fault">Why the line is invalid, in one sentence; null when it is valid.</param>
internal sealed record InputLine(long Number, string Text, string? Fault = null);
