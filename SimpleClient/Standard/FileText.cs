namespace SimpleClient.Standard;

/// <summary>The result of reading a small file.</summary>
/// <param name="Text">The text; null: the file is missing or cannot be read.</param>
/// <param name="Fault">Why it cannot be read, as the end of a sentence; null: no error.</param>
internal readonly record struct FileText(string? Text, string? Fault)
{
    /// <summary>True when neither a file nor anything else has this path.</summary>
    public bool IsMissing => Text is null && Fault is null;
}
