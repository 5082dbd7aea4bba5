using System.Text;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Moderation;

/// <summary>
/// Connections of one address that give a wrong password each time the last one was answered, and
/// are replaced as soon as the server closes them.
/// </summary>
internal sealed class PasswordGuessers(
    ModerationFixture fixture, string command, string address, int connections)
{
    private readonly SimTransport?[] _wires = new SimTransport?[connections];
    private readonly bool[] _isWaiting = new bool[connections];
    private int _names;

    /// <summary>Passwords that the server has checked and found wrong.</summary>
    public int Wrong { get; private set; }

    public void Run(long ms, int stepMs)
    {
        for (long passed = 0; passed < ms; passed += stepMs)
        {
            for (int i = 0; i < connections; i++)
            {
                Guess(i);
            }

            fixture.Server.Settle();
            fixture.Server.Pass(stepMs);
            for (int i = 0; i < connections; i++)
            {
                Look(i);
            }
        }
    }

    private void Guess(int i)
    {
        if (_wires[i] is not { IsShut: false } wire)
        {
            _wires[i]?.End();
            wire = fixture.Server.Connect();
            wire.Address = System.Net.IPAddress.Parse(address);
            _wires[i] = wire;
            _isWaiting[i] = false;
            if (command == "/oper")
            {
                wire.Write(Encoding.UTF8.GetBytes($"/pass let me in\nguesser{_names++}\n"));
            }
        }

        if (!_isWaiting[i])
        {
            wire.Write(Encoding.UTF8.GetBytes($"{command} guess\n"));
            _isWaiting[i] = true;
        }
    }

    private void Look(int i)
    {
        string answer = ModerationFixture.Read(_wires[i]!);
        if (answer.Contains(TextLine.Refused(RefusalCode.PasswordWrong))
            || answer.Contains(TextLine.Refused(RefusalCode.TooManyTries)))
        {
            Wrong++;
            _isWaiting[i] = false;
        }
    }
}
