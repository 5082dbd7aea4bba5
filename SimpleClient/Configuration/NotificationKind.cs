namespace SimpleClient.Configuration;

/// <summary>The escape sequence that asks the terminal for a notification.</summary>
internal enum NotificationKind
{
    /// <summary>OSC 777 in rxvt and foot, which document it, and OSC 9 elsewhere.</summary>
    Auto,

    /// <summary>OSC 9.</summary>
    Osc9,

    /// <summary>OSC 777.</summary>
    Osc777,

    /// <summary>No notification.</summary>
    Off,
}
