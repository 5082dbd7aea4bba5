namespace SimpleClient.Terminal.Device;

/// <summary>The mode in which the operating system handles a terminal's input and output.</summary>
internal interface ITerminalMode
{
    /// <summary>
    /// Sets raw mode, in which each typed byte arrives at once and unchanged, and output is sent
    /// unchanged.
    /// </summary>
    /// <returns>False when the terminal has no raw mode or is closed.</returns>
    bool SetRaw();

    /// <summary>Restores the earlier mode. It may be called repeatedly, from any thread.</summary>
    void Restore();
}
