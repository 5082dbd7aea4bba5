namespace SimpleClient.Standard;

/// <summary>What became of reading a small file.</summary>
/// <param name="Text">What is in it; null: it is not there, or has a fault.</param>
/// <param name="Fault">Why it can't be read, as the end of a sentence; null: no fault.</param>
internal readonly record struct FileText(string? Text, string? Fault)
{
    /// <summary>True when there is no such file, and nothing else in its place.</summary>
    public bool IsMissing => Text is null && Fault is null;
}
