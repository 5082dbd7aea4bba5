namespace SimpleClient.Configuration;

/// <summary>A changed value, for the file.</summary>
/// <param name="Table">The table, such as <c>servers.work</c>; empty for none.</param>
/// <param name="Key">The key.</param>
/// <param name="Toml">The value in TOML.</param>
internal sealed record SettingChange(string Table, string Key, string Toml);
