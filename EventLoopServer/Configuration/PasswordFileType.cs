using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>A file whose only line is a password. It is read when the option is parsed.</summary>
internal sealed class PasswordFileType : OptionType
{
    public override string ValueName => "FILE";

    public override bool TryRead(string text, out object? value, out string fault)
    {
        bool isRead = PasswordFile.TryRead(text, out PasswordFile? file, out string why);
        value = file;
        fault = isRead ? "" : $": {why}";
        return isRead;
    }

    public override string Format(object value) => ((PasswordFile)value).Path;
}
