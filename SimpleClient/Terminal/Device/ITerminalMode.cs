namespace SimpleClient.Terminal.Device;

/// <summary>How the operating system treats a terminal's input and output.</summary>
internal interface ITerminalMode
{
    /// <summary>
    /// Every byte that is typed comes at once and as it is; what is written goes out as it is.
    /// </summary>
    /// <returns>False for a terminal that does not do that, or is gone.</returns>
    bool SetRaw();

    /// <summary>As it was before. Any number of times, from any thread.</summary>
    void Restore();
}
