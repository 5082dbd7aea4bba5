namespace SimpleClient.Standard;

/// <summary>The output has no reader any more: the program after the pipe has ended.</summary>
internal sealed class OutputClosedException() : IOException("Nobody reads the output any more.");
