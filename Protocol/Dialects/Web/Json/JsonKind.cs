namespace Protocol.Dialects.Web.Json;

/// <summary>The kind of a JSON value, as far as requests need it.</summary>
internal enum JsonKind : byte
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number of at most 64 bits.</summary>
    Number,

    /// <summary>No value: the field counts as absent.</summary>
    Null,

    /// <summary>Any other value.</summary>
    Other,
}
