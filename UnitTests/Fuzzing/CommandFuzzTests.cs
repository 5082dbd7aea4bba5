using System.Text;
using EventLoopServer.Buffers;
using EventLoopServer.Configuration;
using UnitTests.Protocol.Dialects;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Fuzzing;

/// <summary>
/// Fuzzes the command parser behind the decoders, in a whole server. No line and no request makes a
/// command throw, and the client gets an answer to its ping or a goodbye.
/// </summary>
internal sealed class CommandFuzzTests
{
    private const int Rounds = 400;

    /// <summary>Includes the operators' commands, sent by a user without that role.</summary>
    private static readonly byte[][] s_lines =
        [.. Corpus.Text, .. Corpus.Commands, .. Corpus.Rule];

    [Test]
    public void Mutated_text_lines_never_make_a_command_throw()
    {
        int first = FuzzSeed.First();
        using var server = new SimServer();
        for (int round = 0; round < Rounds; round++)
        {
            var random = new Random(first + round);
            byte[] input = new Mutator(random, s_lines).Next();
            SimTransport wire = server.Connect();
            wire.ReadPiece = 1 + random.Next(5000);

            wire.Write([
                .. Corpus.Utf8($"n{round}\n"), .. input, .. Corpus.TelnetEnd, .. "\n/ping\n"u8,
            ]);
            server.Settle();
            string read = Encoding.UTF8.GetString(wire.TakeOutbound());
            string note = $"Seed {first + round}: {Show.Bytes(input)}";
            Assert.That(server.Server.Stats.Bugs, Is.Zero, note);
            Assert.That(read, Does.Contain(TextLine.Pong()).Or.Contain("-- Goodbye"), note);
            wire.End();
            server.Settle();
            Assert.That(server.Server.Connections, Is.Zero, note);
        }
    }

    [Test]
    public void Mutated_native_requests_never_make_a_command_throw()
    {
        int first = FuzzSeed.First();
        using var server = new SimServer(new ServerOptions { MessageBytes = 512 });
        for (int round = 0; round < Rounds; round++)
        {
            var random = new Random(first + round);
            byte[] input = new Mutator(random, Corpus.Native).Next();
            SimTransport wire = server.Connect();
            wire.ReadPiece = 1 + random.Next(5000);
            wire.Write(input);
            server.Settle();
            wire.End();
            server.Settle();
            string note = $"Seed {first + round}: {Show.Bytes(input)}";
            Assert.That(server.Server.Stats.Bugs, Is.Zero, note);
            Assert.That(server.Server.Connections, Is.Zero, note);
            Assert.That(server.Server.Slab.RentedBy(SliceHolder.Input), Is.Zero, note);
        }
    }
}
