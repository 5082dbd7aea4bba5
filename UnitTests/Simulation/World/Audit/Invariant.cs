namespace UnitTests.Simulation.World.Audit;

/// <summary>The conditions that hold after every turn.</summary>
internal enum Invariant
{
    /// <summary>Every rented slice, buffer and operation has an owner.</summary>
    BuffersReturned,

    /// <summary>No member is in a room twice, or only partly.</summary>
    NobodyTwice,

    /// <summary>
    /// All clients receive events in the same order, and an answer after its cause.
    /// </summary>
    OneOrder,

    /// <summary>
    /// A client that stays and reads receives every event of its rooms exactly once, and nothing
    /// else.
    /// </summary>
    ExactlyOnce,

    /// <summary>No limit is exceeded.</summary>
    Limits,

    /// <summary>The server makes no call on a closed transport.</summary>
    ClosedUntouched,

    /// <summary>The server does not touch a pending operation or its buffer.</summary>
    UnderWayUntouched,

    /// <summary>Only a listed connection receives, and only once.</summary>
    AskedThenActed,

    /// <summary>A connection id is never used twice.</summary>
    OneConnectionAnId,

    /// <summary>Once the server would sleep, every complete request has been answered.</summary>
    NothingLeft,

    /// <summary>The only exceptions are those that a client caused on purpose.</summary>
    NoBug,

    /// <summary>A well-behaved client that reads is not closed because of others.</summary>
    NobodyElseSuffers,

    /// <summary>
    /// A message that was confirmed as kept is on disk, also after a crash or a power cut.
    /// </summary>
    KeptIsOnDisk,

    /// <summary>Mailbox items are delivered once, in order.</summary>
    MailDelivered,

    /// <summary>The server becomes idle, and ends.</summary>
    ComesToRest,

    /// <summary>
    /// Kicked and banned clients are disconnected, messages of muted clients are not delivered, and
    /// every named client has given the password.
    /// </summary>
    WhatWasRuled,
}
