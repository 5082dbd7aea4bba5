using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>
/// Receives all events of one client after its login, those from the history too, under the swarm's
/// lock.
/// </summary>
internal interface IAnswerListener
{
    void Answered(in ServerEvent e);
}
