namespace SimpleClient.Plain;

/// <summary>One line of the input.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The line without its end; empty when it has a fault.</param>
/// <param name="Fault">Why it can't be used, in one sentence; null: it can.</param>
internal sealed record InputLine(long Number, string Text, string? Fault = null);
