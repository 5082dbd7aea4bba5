using System.Text.RegularExpressions;

namespace UnitTests.Documents;

/// <summary>
/// The random ids of files in a dialogue. The document has <c>SLOT</c> for the id of an upload's
/// address, and <c>FILE</c> for that of a shared file.
/// </summary>
internal sealed partial class FileIds
{
    private readonly Dictionary<string, string> _ids = [];

    /// <summary>Replaces the ids that the server has sent by words.</summary>
    public string Hide(string text) => Id().Replace(text, match =>
    {
        string word = match.Groups["up"].Success ? "SLOT" : "FILE";
        _ids[word] = match.Groups["id"].Value;
        return match.Groups["up"].Value + word;
    });

    /// <summary>Replaces the words of the document by ids.</summary>
    public string Show(string text) =>
        _ids.Aggregate(text, static (all, id) => all.Replace(id.Key, id.Value));

    [GeneratedRegex("(?<up>/up/)?(?<id>[0-9a-f]{32})")]
    private static partial Regex Id();
}
