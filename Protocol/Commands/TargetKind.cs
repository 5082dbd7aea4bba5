namespace Protocol.Commands;

/// <summary>The kind of a request's target.</summary>
public enum TargetKind : byte
{
    /// <summary>
    /// No target, or a target that no list contains, such as a new name or a command.
    /// </summary>
    Other,

    /// <summary>A member; some commands also accept an address.</summary>
    Person,

    /// <summary>Any room, with or without the client in it.</summary>
    Room,

    /// <summary>A room that the client is in.</summary>
    OwnRoom,
}
