using System.Reflection;
using System.Runtime.InteropServices;
using LoadTests.Sentences;

namespace LoadTests.Running;

/// <summary>
/// The machine and the commit of a run. Without them, figures cannot be compared.
/// </summary>
internal static class TestEnvironment
{
    public static string Machine { get; } =
        $"{RuntimeInformation.OSDescription.Trim()}, {ProcessorName()}";

    /// <summary>
    /// The commit that was built, with "(modified)" when sources differed from it; "unknown"
    /// outside of a checkout.
    /// </summary>
    public static string Commit { get; } = FindCommit();

    private static string ProcessorName()
    {
        const string key = "model name";
        const string path = "/proc/cpuinfo";
        string? line = File.Exists(path)
            ? File.ReadLines(path).FirstOrDefault(
                static l => l.StartsWith(key, StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return line?[(line.IndexOf(':') + 1)..].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>
    /// Reads the commit from the version. In a checkout, the SDK writes the commit after the plus
    /// sign of the version.
    /// </summary>
    private static string FindCommit()
    {
        string? version = typeof(TestEnvironment).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        int plus = version?.IndexOf('+') ?? -1;
        if (plus < 0)
        {
            return RunSentences.UnknownCommit;
        }

        string commit = version![(plus + 1)..];
        bool isModified = typeof(TestEnvironment).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Any(static a => a is { Key: "SourcesModified", Value: "true" });
        return commit[..Math.Min(12, commit.Length)] + (isModified ? RunSentences.Modified : "");
    }
}
