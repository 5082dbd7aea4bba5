namespace SimpleClient.Standard;

/// <summary>The result of reading a small file.</summary>
/// <param name="Text">The text; null when the file is missing or cannot be read.</param>
/// <param name="Fault">
/// Why the file cannot be read, as the end of a sentence; null when there is no error.
/// </param>
internal readonly record struct FileText(string? Text, string? Fault)
{
    /// <summary>True when neither a file nor anything else has this path.</summary>
    public bool IsMissing => Text is null && Fault is null;
}
