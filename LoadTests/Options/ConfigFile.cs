using System.Text.Json;
using EventLoopServer.Configuration.Schema;
using LoadTests.Sentences;
using Protocol.Names;

namespace LoadTests.Options;

/// <summary>
/// <c>--config FILE</c>: options in a JSON object, by their names without dashes. The options of
/// the file are inserted before the typed ones, so the same rules and errors apply. A typed option
/// overrides the file.
/// </summary>
internal static class ConfigFile
{
    public const string Option = "--config";

    private static readonly JsonDocumentOptions s_syntax = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Adds the options of the file to the command line.</summary>
    /// <param name="typed">The command line.</param>
    /// <param name="faults">Gets a sentence for each error in the file.</param>
    public static string[] Apply(IReadOnlyList<string> typed, ICollection<string> faults)
    {
        if (PathIn(typed) is not { } path)
        {
            return [.. typed];
        }

        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path), s_syntax);
            return [.. Read(path, file.RootElement, typed, faults), .. typed];
        }
        catch (JsonException e)
        {
            faults.Add(CommandLineSentences.ConfigNotJson(path, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(CommandLineSentences.ConfigUnreadable(path, e.Message));
        }

        return [.. typed];
    }

    private static List<string> Read(
        string path,
        JsonElement root,
        IReadOnlyList<string> typed,
        ICollection<string> faults)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(CommandLineSentences.ConfigNotObject(path));
            return [];
        }

        OptionRow[] rows =
            [.. new OptionSchema<LoadOptions>().Rows.Where(static r => r.Name != Option)];
        var arguments = new List<string>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            OptionRow? row = Array.Find(rows, r => r.Name == $"--{property.Name}");
            if (row is null)
            {
                faults.Add(Unknown(path, property.Name, rows));
            }
            else if (Arguments(row, property.Value) is not { } found)
            {
                string how = row.IsFlag
                    ? CommandLineSentences.WriteTrueOrFalse
                    : CommandLineSentences.WriteValueAsAfter(row.Name);
                faults.Add(CommandLineSentences.ConfigValueInvalid(
                    path, property.Name, property.Value.GetRawText(), how));
            }
            else if (!IsTyped(row.Name, typed))
            {
                arguments.AddRange(found);
            }
        }

        return arguments;
    }

    private static string Unknown(string path, string name, OptionRow[] rows)
    {
        string? near = NearestWord.Find(
            name.TrimStart('-').ToLowerInvariant(), rows.Select(static r => r.Name.TrimStart('-')));
        string advice = near is null
            ? CommandLineSentences.HelpListsOptionsWithDashes
            : CommandLineSentences.DidYouMean(near);
        return CommandLineSentences.ConfigUnknownOption(path, name, advice);
    }

    /// <returns>
    /// The option with each of its values. Null for a kind of value that no option accepts.
    /// </returns>
    private static IEnumerable<string>? Arguments(OptionRow row, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False && row.IsFlag)
        {
            return value.GetBoolean() ? [row.Name] : [];
        }

        JsonElement[] all =
            value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        bool isReadable = !row.IsFlag && (row.IsList || all.Length == 1) && all.All(static v =>
            v.ValueKind is JsonValueKind.String or JsonValueKind.Number);

        // With "=", a text that begins with a dash is a value.
        return isReadable ? all.Select(v => $"{row.Name}={v}") : null;
    }

    private static bool IsTyped(string option, IReadOnlyList<string> typed) => typed.Any(
        word => word == option || word.StartsWith(option + "=", StringComparison.Ordinal));

    private static string? PathIn(IReadOnlyList<string> typed)
    {
        for (int i = 0; i < typed.Count; i++)
        {
            if (typed[i].StartsWith(Option + "=", StringComparison.Ordinal))
            {
                return typed[i][(Option.Length + 1)..];
            }

            if (typed[i] == Option && i + 1 < typed.Count)
            {
                return typed[i + 1];
            }
        }

        return null;
    }
}
