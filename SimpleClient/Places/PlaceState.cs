namespace SimpleClient.Places;

/// <summary>What is remembered about a place.</summary>
internal enum PlaceState
{
    /// <summary>The user was in the place, so the next start opens it.</summary>
    Open,

    /// <summary>As <see cref="Open"/>, and the place was shown when the client ended.</summary>
    Shown,

    /// <summary>
    /// The user has left a room that each start would enter, so the next start does not enter it.
    /// </summary>
    Left,

    /// <summary>Nothing.</summary>
    Forgotten,
}
