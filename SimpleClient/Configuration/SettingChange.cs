namespace SimpleClient.Configuration;

/// <summary>A changed value, for the file.</summary>
/// <param name="Server">The server whose table has the value; empty for no table.</param>
/// <param name="Key">The key.</param>
/// <param name="Toml">The value in TOML.</param>
internal sealed record SettingChange(string Server, string Key, string Toml);
