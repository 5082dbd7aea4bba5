using System.Security.Cryptography;
using System.Text;
using EventLoopServer.Passwords;

namespace UnitTests.Simulation.Network;

/// <summary>
/// A fast hash with salts from a seed, in place of the slow one. It counts its work, so that tests
/// can compare the work for different passwords.
/// </summary>
internal sealed class SimPasswordHash(int seed) : IPasswordHash
{
    private readonly Random _random = new(seed);

    /// <summary>The cost of new hashes; hashes of a lower cost are outdated.</summary>
    public int Cost { get; set; } = 1;

    /// <summary>True: every calculation fails, as without memory or the native library.</summary>
    public bool IsFaulty { get; set; }

    public string? Fallback { get; set; }

    /// <summary>The slow calculations so far.</summary>
    public int Runs { get; private set; }

    public string Make(ReadOnlySpan<byte> password) => Hash(password, Cost, _random.Next());

    public bool Matches(ReadOnlySpan<byte> password, string stored)
    {
        string[] parts = stored.Split('$');
        return Hash(password, int.Parse(parts[2]), int.Parse(parts[3])) == stored;
    }

    public bool IsOutdated(string stored) => int.Parse(stored.Split('$')[2]) < Cost;

    public void Waste(ReadOnlySpan<byte> password) => Hash(password, Cost, 0);

    private string Hash(ReadOnlySpan<byte> password, int cost, int salt)
    {
        Runs++;
        if (IsFaulty)
        {
            throw new CryptographicException("The simulated hash fails.");
        }

        byte[] all = [.. Encoding.ASCII.GetBytes($"{salt}:"), .. password];
        return $"$sim${cost}${salt}${Convert.ToHexString(SHA256.HashData(all))}";
    }
}
