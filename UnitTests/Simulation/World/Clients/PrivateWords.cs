namespace UnitTests.Simulation.World.Clients;

/// <summary>Private messages that the server has accepted.</summary>
internal sealed class PrivateWords
{
    private readonly Dictionary<string, HashSet<string>> _words = [];

    /// <summary>A private message to this name was accepted.</summary>
    public void Note(string name, string words)
    {
        // A first name contains the client and its life.
        string speaker = name[1..].Replace('g', '.');
        if (!_words.TryGetValue(speaker, out HashSet<string>? all))
        {
            _words.Add(speaker, all = []);
        }

        all.Add(words);
    }

    public IReadOnlyCollection<string> To(string speaker) =>
        _words.TryGetValue(speaker, out HashSet<string>? words) ? words : [];
}
