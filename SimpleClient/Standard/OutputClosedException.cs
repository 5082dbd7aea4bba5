namespace SimpleClient.Standard;

/// <summary>The reader of the output has ended: the program after the pipe.</summary>
internal sealed class OutputClosedException() : IOException("Nobody reads the output any more.");
