namespace SimpleClient.Standard;

/// <summary>Nobody can read the output any more: the program behind the pipe has ended.</summary>
internal sealed class OutputClosedException() : IOException("Nobody reads the output any more.");
