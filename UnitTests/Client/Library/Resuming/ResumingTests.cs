using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Messages;
using SimpleClient.Library;
using UnitTests.Support;

namespace UnitTests.Client.Library.Resuming;

/// <summary>A client that continues on other connections, over real sockets.</summary>
internal sealed class ResumingTests
{
    private const int Lines = 150;

    [Test]
    public async Task Lines_over_connections_that_break_at_any_byte_come_once_and_in_order(
        [Values(1, 2)] int seed)
    {
        using var server = new ServerUnderTest(change: static o => o with { HistoryLines = 1000 });
        using var proxy = new CuttableProxy(server.Port, seed);
        using Listener ada = await EnterAsync(proxy.Port, "ada");
        using Listener bob = await EnterAsync(proxy.Port, "bob");
        proxy.CutWithin = 4000;
        await Task.WhenAll(ada.SayAsync("ada", 0, Lines), bob.SayAsync("bob", 0, Lines));
        proxy.CutWithin = 0;
        await AssertSameAsync(ada, bob, 2 * Lines);
        Assert.That(proxy.Cuts, Is.GreaterThan(5), "the test cuts nothing");
        await ada.Client.QuitAsync();
        await bob.Client.QuitAsync();
    }

    [Test]
    public async Task Restarts_of_the_server_lose_and_double_nothing()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        ServerProcess server = Start(folder, out int port);
        using var proxy = new CuttableProxy(port, seed: 3);
        try
        {
            using Listener ada = await EnterAsync(proxy.Port, "ada");
            using Listener bob = await EnterAsync(proxy.Port, "bob");
            Task talk = Task.WhenAll(ada.SayAsync("ada", 0, Lines), bob.SayAsync("bob", 0, Lines));
            foreach (bool isClean in new[] { false, true, false })
            {
                await ada.WaitForAsync(ada.Lines.Length + 30);
                if (isClean)
                {
                    server.SendTerminate();
                }
                else
                {
                    server.SendKill();
                }

                server.WaitForExit();
                server.Dispose();
                server = Start(folder, out port);
                proxy.Target = port;
            }

            await talk.WaitAsync(TimeSpan.FromSeconds(60));
            await AssertSameAsync(ada, bob, 2 * Lines);
            await ada.Client.DisposeAsync();
            await bob.Client.DisposeAsync();
        }
        finally
        {
            server.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Client_ends_when_the_server_does_not_know_its_session()
    {
        var server = new ServerUnderTest();
        using var proxy = new CuttableProxy(server.Port, seed: 4);
        using Listener ada = await EnterAsync(proxy.Port, "ada");
        server.Dispose();
        using var other = new ServerUnderTest();
        proxy.Target = other.Port;
        ChatException end = Assert.ThrowsAsync<ChatException>(() => ada.Ended)!;
        Assert.That(end.Fault, Is.EqualTo(ChatErrorKind.SessionLost));
        Assert.That(
            (await Catch(ada.Client.SayAsync("lobby", "hi"))).Fault,
            Is.EqualTo(ChatErrorKind.SessionLost));
    }

    [Test]
    public async Task Request_while_the_connection_is_lost_waits_for_the_next_one()
    {
        using var server = new ServerUnderTest();
        using var proxy = new CuttableProxy(server.Port, seed: 5);
        using Listener ada = await EnterAsync(proxy.Port, "ada");
        proxy.Target = 1;
        proxy.Cut();
        Task<Reply> said = ada.Client.SayAsync("lobby", "hi");
        Assert.That(said.IsCompleted, Is.False);
        proxy.Target = server.Port;
        Assert.That((await said).Kind, Is.EqualTo(EventKind.Done));
        await ada.WaitForAsync(1);
        Assert.That(ada.Lines, Is.EqualTo(new[] { "hi" }));
        await ada.Client.QuitAsync();
    }

    private static async Task<ChatException> Catch(Task task)
    {
        try
        {
            await task;
        }
        catch (ChatException e)
        {
            return e;
        }

        throw new AssertionException("It did not fail.");
    }

    private static async Task<Listener> EnterAsync(int port, string name)
    {
        ChatClient client = await ChatClient.ConnectAsync(
            "127.0.0.1", port, new ChatClientOptions { Resumes = true });
        Assert.That((await client.NameAsync(name)).IsRefused, Is.False);
        return new Listener(client);
    }

    private static async Task AssertSameAsync(Listener ada, Listener bob, int count)
    {
        await Task.WhenAll(ada.WaitForAsync(count), bob.WaitForAsync(count));
        Assert.That(ada.Ended.IsCompleted, Is.False, $"{ada.Ended.Exception}");
        Assert.That(bob.Ended.IsCompleted, Is.False, $"{bob.Ended.Exception}");
        Assert.That(
            ada.Notices.Concat(bob.Notices),
            Has.All.EqualTo(StoreSentences.Privacy(new HistoryOptions().Keep)));
        Assert.That(ada.Lines, Is.EqualTo(bob.Lines));
        Assert.That(ada.Lines, Is.Unique);
        Assert.That(ada.Lines, Has.Length.EqualTo(count));
        foreach (string name in new[] { "ada", "bob" })
        {
            Assert.That(
                ada.Lines.Where(line => line.StartsWith(name, StringComparison.Ordinal)),
                Is.EqualTo(Enumerable.Range(0, count / 2).Select(i => $"{name} {i}")));
        }
    }

    private static ServerProcess Start(string folder, out int port)
    {
        var server = new ServerProcess(
            "--store", "on", "--data", folder, "--port", "0", "--rate", "10000",
            "--burst", "10000", "--rate-bytes", "0", "--no-console");
        port = server.WaitForPort();
        return server;
    }
}
