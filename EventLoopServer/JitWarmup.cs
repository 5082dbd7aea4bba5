using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Transport;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer;

/// <summary>
/// Runs a short conversation before the server listens. It uses a server of its own, real sockets,
/// and all code that a message passes through. So the runtime compiles this code before the first
/// clients connect, and they do not wait for the compiler.
/// </summary>
internal sealed class JitWarmup : IDisposable
{
    /// <summary>
    /// The number of clients. It is enough for a fan-out to many members, and for a second call of
    /// Select.
    /// </summary>
    private const int Clients = 80;

    /// <summary>
    /// Turns after each step of the conversation. Work that takes more turns is skipped.
    /// </summary>
    private const int TurnsPerScene = 4;

    /// <summary>The most time for a handshake. It is twenty times the usual duration.</summary>
    private const int MaxHandshakeMs = 2000;

    private readonly ChatServer _server;
    private readonly List<Socket> _clients = [];
    private readonly WakeUpItem _wakeUp = new();
    private readonly byte[] _space = new byte[512];

    private JitWarmup(ServerCertificate? certificate, ILogger log)
    {
        var options = new ServerOptions
        {
            Listening = ListenOptions.At(ListenAddress.Shared(IPAddress.Loopback, 0)),
            Parking = ParkingRule.Default with { IsOff = true },
            DrainMs = 100,
            Certificate = certificate,
        };
        _server = new ChatServer(options, new SocketNetwork(), log);
    }

    /// <summary>Runs the warm-up once. A machine without a loopback address skips it.</summary>
    /// <param name="certificate">
    /// The certificate for a client with TLS; null if there is no such client.
    /// </param>
    /// <param name="log">A log like the server's own, without an output.</param>
    public static void Run(ServerCertificate? certificate, ILogger log)
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
        {
            // A native build has no compiler.
            return;
        }

        try
        {
            using JitWarmup jitWarmup = new JitWarmup(certificate, log);
            jitWarmup.RunConversation(withTls: certificate is not null);
        }
        catch (Exception e) when (e is SocketException or ListenException)
        {
            // Without the warm-up, the first clients wait for the compiler, as with any other
            // program.
        }
    }

    public void Dispose()
    {
        _clients.ForEach(static guest => guest.Dispose());
        _server.Dispose();
    }

    private void RunConversation(bool withTls)
    {
        _server.Listen();
        if (withTls)
        {
            Encrypt();
        }

        for (int i = 0; i < Clients; i++)
        {
            _clients.Add(Arrive());
        }

        Turn();
        ForEach(static (i, space) => IsNative(i) ? Opening(i, space) : Line(Name(i), space));
        ForEach(static (i, space) => IsNative(i) ? Say(space) : Line(Greeting(i), space));
        ForEach(static (i, space) => IsNative(i) ? Say(space) : Line("/ping", space));
        ForEach(static (i, space) => IsNative(i) ? Say(space) : Line("/leave", space));
        _clients.ForEach(Empty);
        _clients[0].Close();
        Turn();
        _clients.ForEach(static guest => guest.Dispose());
        Turn();
        _server.Stop();
        _server.Run();
    }

    /// <summary>
    /// Performs a handshake and waits for one answer. The client runs on other threads, while the
    /// server's turns run on this one.
    /// </summary>
    private void Encrypt()
    {
        var guest = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        guest.Connect(IPAddress.Loopback, _server.Listeners[0].Listener.Port);
        using var stream = new NetworkStream(guest, ownsSocket: true);
        var talk = Task.Run(() => TalkAsync(stream));
        long until = Environment.TickCount64 + MaxHandshakeMs;
        while (!talk.IsCompleted && Environment.TickCount64 < until)
        {
            Turn();
        }
    }

    [SuppressMessage(
        "Security",
        "CA5359:Do not disable certificate validation",
        Justification = "It talks to itself.")]
    private static async Task TalkAsync(Stream stream)
    {
        try
        {
            await using var secure = new SslStream(stream, true, static (_, _, _, _) => true);
            await secure.AuthenticateAsClientAsync("localhost");
            await secure.WriteAsync("/ping\n"u8.ToArray());
            await secure.ReadAtLeastAsync(new byte[16], 1, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or AuthenticationException
            or ObjectDisposedException)
        {
            // The warm-up continues. An ObjectDisposedException means that the handshake took too
            // long.
        }
    }

    private static bool IsNative(int guest) => guest % 4 == 0;

    /// <summary>
    /// Some names and texts are not ASCII, because other code checks such names and texts.
    /// </summary>
    private static string Name(int guest) => guest % 4 == 1 ? $"gäst{guest}" : $"guest{guest}";

    private static string Greeting(int guest) => guest % 4 == 1 ? "grüß\u00A0dich" : "hello";

    private Socket Arrive()
    {
        var guest = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        guest.Connect(IPAddress.Loopback, _server.Listeners[0].Listener.Port);
        guest.Blocking = false;
        return guest;
    }

    private void ForEach(Func<int, byte[], int> write)
    {
        for (int i = 0; i < _clients.Count; i++)
        {
            _clients[i].Send(_space, write(i, _space), SocketFlags.None);
        }

        Turn();
    }

    /// <summary>Runs some turns. An item is in the mailbox, so none of them sleeps.</summary>
    private void Turn()
    {
        for (int i = 0; i < TurnsPerScene; i++)
        {
            _server.Mailbox.Post(_wakeUp);
            _server.RunOneTurn();
        }
    }

    private void Empty(Socket guest)
    {
        while (guest.Available > 0)
        {
            guest.Receive(_space);
        }
    }

    private static int Line(string words, byte[] space) =>
        Encoding.UTF8.GetBytes(words + "\n", space);

    private static int Opening(int guest, byte[] space)
    {
        var writer = new ByteWriter(space);
        NativeWire.WriteHello(ref writer, "rehearsal"u8, default, 0);
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = RequestVerb.Name,
            Id = 1,
            Target = Encoding.UTF8.GetBytes($"guest{guest}"),
        });
        return writer.Written;
    }

    private static int Say(byte[] space)
    {
        var writer = new ByteWriter(space);
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = RequestVerb.Say,
            Id = 2,
            Target = "lobby"u8,
            Text = "hi"u8,
        });
        return writer.Written;
    }

    private sealed class WakeUpItem : MailboxNode
    {
        public override void Deliver()
        {
        }
    }
}
