using EventLoopServer;
using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Waiting;
using EventLoopServer.Connections;
using EventLoopServer.Sessions;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.World.Audit;

/// <summary>The conditions on the internal state of a server after every turn.</summary>
internal sealed class ServerInvariants(
    ChatServer server, WorldSetting setting, TransportLedger ledger, ModerationAudit audit)
{
    private readonly Dictionary<ConnectionId, Connection> _ids = [];
    private readonly HashSet<Member> _members = [];
    private readonly Dictionary<NetworkPrefix, int> _origins = [];
    private long _ringBytes;
    private long _waitingBytes;
    private int _inputs;
    private int _underWay;

    /// <param name="nowMs">The turn's time.</param>
    public void Check(long nowMs)
    {
        if (ledger.Fault is { } fault)
        {
            throw fault;
        }

        _ringBytes = _waitingBytes = _inputs = _underWay = 0;
        _origins.Clear();
        int there = 0;
        for (int slot = 0; slot < server.Table.SlotsUsed; slot++)
        {
            if (server.Table[slot] is { } connection)
            {
                there++;
                CheckConnection(connection, slot);
            }
        }

        Require(there == server.Connections, Invariant.BuffersReturned, "a place got lost");
        Require(
            there <= setting.Options.MaxClients, Invariant.Limits, "more clients than allowed");
        CheckBuffers();
        Require(
            server.Directory.Rooms.Count <= setting.Rooms,
            Invariant.Limits,
            $"{server.Directory.Rooms.Count} rooms");
        Require(
            server.Directory.Queries.Count <= OpenQueries.Max,
            Invariant.Limits,
            $"{server.Directory.Queries.Count} queries");
        foreach (Member member in server.Directory.Named)
        {
            string speaker = ((SessionOutput)member.Output).Connection.Transport.Peer;
            audit.Check(member.Name!.Text, speaker, nowMs);
            Require(
                member.Rooms.Count <= setting.RoomsPerMember,
                Invariant.Limits,
                $"{member.Name} is in {member.Rooms.Count} rooms");
        }

        foreach (Room room in server.Directory.Rooms)
        {
            CheckRoom(room);
        }
    }

    private static void Require(bool holds, Invariant invariant, string what)
    {
        if (!holds)
        {
            throw new WorldFault(invariant, what);
        }
    }

    private void CheckConnection(Connection connection, int slot)
    {
        string who = connection.Transport.Peer;
        if (!_ids.TryAdd(connection.Id, connection))
        {
            Require(
                _ids[connection.Id] == connection,
                Invariant.OneConnectionAnId,
                $"{connection.Id} is {who} now and was another");
        }

        Require(connection.Slot == slot, Invariant.OneConnectionAnId, $"{who} is in a wrong place");
        int ring = connection.Ring.Count;
        int input = connection.Input.Count;
        int slice = server.Slab.SliceBytes;
        bool isGone = connection.State >= ConnectionState.Disposed;
        Require(
            isGone == ((SimTransport)connection.Transport).IsDisposed,
            Invariant.ClosedUntouched,
            $"{who}'s wire is not as closed as its connection");
        Require(
            !isGone || (ring == 0 && !connection.Input.IsHeld),
            Invariant.BuffersReturned,
            $"{who} is closed and holds buffers");
        Require(
            ring <= setting.Options.RingBytes + RingBuffer.GoodbyeBytes,
            Invariant.Limits,
            $"{ring} bytes wait for {who}");
        Require(input <= slice, Invariant.Limits, $"{input} bytes of {who} are left over");
        Require(
            connection.Input.IsHeld == input > 0,
            Invariant.BuffersReturned,
            $"{who} holds an input buffer for nothing");
        Require(
            connection.Plan.Subscriptions.Select(static s => s.Feed).Distinct().Count()
                == connection.Plan.Subscriptions.Count,
            Invariant.NobodyTwice,
            $"{who} has a feed twice");
        _ringBytes += connection.Ring.HeldBytes;
        _waitingBytes += ring;
        if (connection.AdmittedAddress is { } origin)
        {
            int clients = _origins[origin] = _origins.GetValueOrDefault(origin) + 1;
            int most = setting.Options.ClientLimits.LocalClientsPerAddress;
            Require(most == 0 || clients <= most, Invariant.Limits, $"{clients} of one address");
        }

        _inputs += connection.Input.IsHeld ? 1 : 0;
        _underWay += connection.Pended is null ? 0 : 1;
    }

    private void CheckBuffers()
    {
        int rings = server.Slab.RentedBy(SliceHolder.Ring);
        int inputs = server.Slab.RentedBy(SliceHolder.Input);
        int receives = server.Slab.RentedBy(SliceHolder.Receive);
        Require(
            rings * (long)server.Slab.SliceBytes == _ringBytes,
            Invariant.BuffersReturned,
            $"{rings} slices are out for rings, which hold {_ringBytes} bytes");
        Require(
            server.SlowReaders.WaitingBytes == _waitingBytes,
            Invariant.BuffersReturned,
            $"{_waitingBytes} bytes wait, and {server.SlowReaders.WaitingBytes} are counted");
        Require(
            server.SlowReaders.HeldBytes <= setting.Options.BacklogBytes
                && _ringBytes <= setting.Options.SlowReaderLimits.RingBytes,
            Invariant.Limits,
            $"slow readers: {server.SlowReaders.HeldBytes} bytes, {_ringBytes} of them in rings");
        Require(
            inputs == _inputs,
            Invariant.BuffersReturned,
            $"{inputs} slices are out for input, and {_inputs} are held");
        Require(
            receives == server.ReceiveOperations,
            Invariant.BuffersReturned,
            $"{receives} slices are out for {server.ReceiveOperations} operations");
        Require(
            server.Slab.Rented == rings + inputs + receives,
            Invariant.BuffersReturned,
            "slices are out for nobody");
        Require(
            server.ReceivesUnderWay == _underWay && ledger.UnderWay <= _underWay,
            Invariant.BuffersReturned,
            $"{server.ReceivesUnderWay} operations are out, {_underWay} connections wait for one, "
            + $"{ledger.UnderWay} are under way");
        Require(
            server.Output.BuffersInUse == server.Output.Active.Count
                && server.Output.Active.All(static f => f.IsHeld),
            Invariant.BuffersReturned,
            "a feed has kept its buffer");
        Require(
            server.Output.Touched.Count == 0 && server.Output.Replies.Length == 0,
            Invariant.NothingLeft,
            "a reply was not sent");
    }

    private void CheckRoom(Room room)
    {
        _members.Clear();
        for (int i = 0; i < room.Members.Count; i++)
        {
            Membership membership = room.Members[i];
            Member member = membership.Member;
            Require(
                _members.Add(member),
                Invariant.NobodyTwice,
                $"{member.Name} is in {room.Name} twice");
            Require(
                membership.Position == i
                    && membership.Room == room
                    && member.Rooms.Count(m => m.Room == room) == 1,
                Invariant.NobodyTwice,
                $"{member.Name} is in {room.Name} by half");
            Require(
                ((SessionOutput)member.Output).Connection.State < ConnectionState.Flushing,
                Invariant.ClosedUntouched,
                $"{member.Name} is in {room.Name}, and its connection is closing");
        }

        Require(
            room.IsLobby || room.Members.Count > 0, Invariant.NobodyTwice, $"{room.Name} is empty");
    }
}
