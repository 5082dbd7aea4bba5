using SimpleClient.Sentences;
using SimpleClient.Standard;

namespace SimpleClient.Configuration;

/// <summary>
/// The file of the settings, <c>client.conf</c>. It is read at the start, and again before each
/// change, because the user or another client may have changed it meanwhile.
/// </summary>
/// <param name="path">The file; empty when the system has no folder for settings.</param>
internal sealed class SettingsFile(string path)
{
    /// <summary>The largest file in bytes: some hundred servers.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The file, for the user.</summary>
    public string Path { get; } = path;

    /// <summary>The file in the user's folder for settings.</summary>
    /// <param name="folder">The folder; empty when there is none.</param>
    public static SettingsFile In(string folder) =>
        new(folder.Length == 0 ? "" : System.IO.Path.Combine(folder, "client.conf"));

    /// <summary>Reads the file. A missing file has no settings and no faults.</summary>
    public SettingsContent Read()
    {
        if (Path.Length == 0)
        {
            return SettingsContent.None;
        }

        FileText file = SmallFile.Read(Path, MaxBytes);
        if (file.Fault is { } fault)
        {
            return SettingsContent.None with
            {
                Faults = [SettingSentences.Unreadable(Path, fault)],
            };
        }

        if (string.IsNullOrEmpty(file.Text))
        {
            // The parser takes a megabyte of memory.
            return SettingsContent.None;
        }

        SettingsContent content = SettingsReader.Read(file.Text);
        if (content.Settings.OnMention.Count > 0 && PrivateFile.IsWritableByOthers(Path))
        {
            // Another user could make this client run any program.
            content = new SettingsContent(
                content.Settings with { OnMention = [] },
                [.. content.Faults, SettingSentences.WritableByOthers]);
        }

        return content with
        {
            Faults = [.. content.Faults.Select(sentence => $"{Path}: {sentence}")],
        };
    }

    /// <summary>Changes values in the file, completely or not at all.</summary>
    /// <returns>The error; empty when the values are stored.</returns>
    public string Save(IEnumerable<SettingChange> changes)
    {
        if (Path.Length == 0)
        {
            return SettingSentences.NotSaved(TrustSentences.NoFolder);
        }

        FileText file = SmallFile.Read(Path, MaxBytes);
        if (file.Fault is { } fault)
        {
            return SettingSentences.NotSaved(
                SettingSentences.Unreadable(Path, fault).TrimEnd('.'));
        }

        string? text = file.Text ?? SettingSentences.Headline;
        foreach (SettingChange change in changes)
        {
            text = text is null ? null : SettingsEditor.Put(text, change);
        }

        if (text is null)
        {
            return SettingSentences.NotSaved(SettingSentences.CorrectFirst(Path));
        }

        try
        {
            PrivateFile.Write(Path, text);
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SettingSentences.NotSaved(e.Message.TrimEnd('.'));
        }
    }
}
