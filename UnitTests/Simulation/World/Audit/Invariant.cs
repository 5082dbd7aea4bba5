namespace UnitTests.Simulation.World.Audit;

/// <summary>What holds after every turn, whatever happens.</summary>
internal enum Invariant
{
    /// <summary>Every slice, buffer and operation that is out is held by somebody.</summary>
    BuffersReturned,

    /// <summary>Nobody is in a room twice, or half.</summary>
    NobodyTwice,

    /// <summary>All see what happens in the same order, and an answer behind its cause.</summary>
    OneOrder,

    /// <summary>Who stays and reads gets everything said there once, and nothing else.</summary>
    ExactlyOnce,

    /// <summary>No limit is exceeded.</summary>
    Limits,

    /// <summary>A wire that was closed is left alone.</summary>
    ClosedUntouched,

    /// <summary>An operation under way, and its buffer, are left alone.</summary>
    UnderWayUntouched,

    /// <summary>Only who was listed is asked to receive, once.</summary>
    AskedThenActed,

    /// <summary>An id names one connection for ever.</summary>
    OneConnectionAnId,

    /// <summary>Once the server would sleep, all that came whole is answered.</summary>
    NothingLeft,

    /// <summary>No step has thrown that was not made to.</summary>
    NoBug,

    /// <summary>Who does no harm and reads is not closed for what others do.</summary>
    NobodyElseSuffers,

    /// <summary>What is posted is delivered once, in order.</summary>
    MailDelivered,

    /// <summary>The server comes to rest, and to an end.</summary>
    ComesToRest,

    /// <summary>
    /// Who was kicked or banned is gone, nobody hears who is muted, and whoever has a name has
    /// given the password.
    /// </summary>
    WhatWasRuled,
}
