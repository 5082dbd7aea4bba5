namespace Protocol.Commands;

/// <summary>The kind of a request's target.</summary>
public enum TargetKind : byte
{
    /// <summary>None, or something that no list contains: a new name, a command.</summary>
    Other,

    /// <summary>A member; some commands also accept an address.</summary>
    Person,

    /// <summary>Any room, with or without the client in it.</summary>
    Room,

    /// <summary>A room that the client is in.</summary>
    OwnRoom,
}
