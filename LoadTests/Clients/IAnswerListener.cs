using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>
/// Receives all events of one client after its login, including events from the history. Called
/// under the swarm's lock.
/// </summary>
internal interface IAnswerListener
{
    void Answered(in ServerEvent e);
}
