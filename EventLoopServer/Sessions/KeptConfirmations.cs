using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Sessions;

/// <summary>The clients with messages that are not on disk yet.</summary>
internal sealed class KeptConfirmations(RoomDirectory directory)
{
    private readonly List<KeptConfirmation> _waiting = [];

    /// <summary>Adds a message of a client that was appended to the store.</summary>
    public void Add(KeptConfirmation client, long position, ulong requestId)
    {
        if (!client.IsWaiting)
        {
            _waiting.Add(client);
        }

        client.Add(position, requestId);
    }

    /// <summary>Confirms messages after the store has written more events to disk.</summary>
    public void Send()
    {
        int left = 0;
        for (int i = 0; i < _waiting.Count; i++)
        {
            KeptConfirmation client = _waiting[i];
            if (client.IsWaiting)
            {
                client.Send(directory.Store.Kept);
            }

            if (client.IsWaiting)
            {
                _waiting[left++] = client;
            }
        }

        _waiting.RemoveRange(left, _waiting.Count - left);
    }

    /// <summary>Removes a client whose connection closes.</summary>
    public void Remove(KeptConfirmation client)
    {
        if (client.IsWaiting)
        {
            client.Close();
            _waiting.Remove(client);
        }
    }
}
