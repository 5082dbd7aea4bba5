using Microsoft.FSharp.Core;

namespace NBomber.CSharp;

/// <summary>Access to F#'s options from C#.</summary>
public static class OptionExtensions
{
    public static bool IsSome<T>(this FSharpOption<T>? option) => option is not null;

    public static bool IsNone<T>(this FSharpOption<T>? option) => option is null;
}
