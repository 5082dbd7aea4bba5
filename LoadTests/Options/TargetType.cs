using EventLoopServer.Configuration.Schema;
using LoadTests.Failures;

namespace LoadTests.Options;

/// <summary>The type of <c>--target</c>: HOST:PORT.</summary>
internal sealed class TargetType : OptionType
{
    public override string ValueName => "HOST:PORT";

    public override bool TryRead(string text, out object? value, out string fault)
    {
        try
        {
            (value, fault) = (TargetAddress.Parse(text), "");
            return true;
        }
        catch (LoadTestException e)
        {
            (value, fault) = (null, e.Message["--target".Length..]);
            return false;
        }
    }

    public override string Format(object value) => $"{value}";
}
