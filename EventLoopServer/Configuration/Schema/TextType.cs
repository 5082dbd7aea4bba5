namespace EventLoopServer.Configuration.Schema;

/// <summary>Any text, such as a path. The code that uses it checks it.</summary>
internal sealed class TextType(string valueName) : OptionType
{
    public override string ValueName => valueName;

    public override bool TryRead(string text, out object? value, out string fault)
    {
        (value, fault) = (text, "");
        return true;
    }

    public override string Format(object value) => (string)value;
}
