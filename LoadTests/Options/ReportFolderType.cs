using EventLoopServer.Configuration.Schema;

namespace LoadTests.Options;

/// <summary>The type of <c>--reports</c>: a folder, or <c>none</c>.</summary>
internal sealed class ReportFolderType : OptionType
{
    private const string None = "none";

    public override string ValueName => "FOLDER";

    public override bool TryRead(string text, out object? value, out string fault)
    {
        (value, fault) = (text == None ? null : text, "");
        return true;
    }

    public override string Format(object value) => (string)value;
}
