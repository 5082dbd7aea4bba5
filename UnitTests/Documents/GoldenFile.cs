namespace UnitTests.Documents;

/// <summary>
/// A file of the repository that is generated from the code. A test compares the two; with
/// WRITE_DOCS=1 in the environment it writes the file first.
/// </summary>
internal static class GoldenFile
{
    public static bool IsWritten { get; } =
        Environment.GetEnvironmentVariable("WRITE_DOCS") == "1";

    /// <param name="path">The file's path from the root of the repository.</param>
    /// <param name="content">The generated text.</param>
    public static void Check(string path, string content)
    {
        if (IsWritten)
        {
            File.WriteAllText(Path.Combine(SourceTree.Root, path), content);
        }

        string[] expected = content.Split('\n');
        string[] actual = SourceTree.Read(path).ReplaceLineEndings("\n").Split('\n');
        string advice = $"WRITE_DOCS=1 dotnet test UnitTests writes {path}: look at the difference";
        Assert.Multiple(() =>
        {
            Assert.That(expected.Except(actual), Is.Empty, $"{advice}. Lines that it lacks:");
            Assert.That(actual.Except(expected), Is.Empty, $"{advice}. Lines of nobody:");
            Assert.That(actual, Is.EqualTo(expected), advice);
        });
    }
}
