namespace SimpleClient.Sentences;

/// <summary>The texts about shared files.</summary>
internal static class FileSentences
{
    /// <summary>After the name of the member that has shared a file.</summary>
    public static string Shared(string name, string size, string path) =>
        $"shared {name} ({size}): {path}";
}
