namespace SimpleClient.Configuration;

/// <summary>The form of a setting's value in the file.</summary>
internal enum SettingForm
{
    /// <summary>true or false; <c>on</c> or <c>off</c> after <c>/set</c>.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A text.</summary>
    Text,

    /// <summary>An array of texts.</summary>
    List,
}
