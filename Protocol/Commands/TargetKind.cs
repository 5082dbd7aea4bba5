namespace Protocol.Commands;

/// <summary>What the target of a request names.</summary>
public enum TargetKind : byte
{
    /// <summary>Nothing, or something that is in no list: a new name, a command.</summary>
    Other,

    /// <summary>A person who is here; for some commands an address will do too.</summary>
    Person,

    /// <summary>A room, whether one is in it or not.</summary>
    Room,

    /// <summary>A room that one has to be in.</summary>
    OwnRoom,
}
