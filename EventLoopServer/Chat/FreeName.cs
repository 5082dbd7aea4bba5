using System.Text;
using EventLoopServer.Chat.Rooms;
using Protocol;
using Protocol.Names;

namespace EventLoopServer.Chat;

/// <summary>Finds a free name for a client that cannot be asked for another one.</summary>
internal static class FreeName
{
    /// <summary>
    /// The last number that is tried in sequence for one name. These numbers are enough for a
    /// school class, and few enough for a crowd.
    /// </summary>
    private const ulong LastTriedNumber = 32;

    /// <summary>Derives a free and valid name from a requested one.</summary>
    /// <param name="directory">The names in use.</param>
    /// <param name="member">The member.</param>
    /// <param name="wish">The requested name: any bytes.</param>
    /// <returns>The requested name itself when the member can have it.</returns>
    public static byte[] Derive(
        RoomDirectory directory, Member member, ReadOnlySpan<byte> wish)
    {
        byte[] whole = NameRule.Derive(wish);
        byte[] name = whole;
        for (ulong number = 2; directory.CheckName(member, name) is not null; number++)
        {
            if (number > LastTriedNumber)
            {
                // Ids are unique, so a crowd with one name does not search through all numbers.
                number = Math.Max(number, member.Id);
            }

            byte[] end = Encoding.UTF8.GetBytes($"-{number}");
            int length = Math.Min(whole.Length, WireLimits.NameRunes - end.Length);
            while (length < whole.Length && (whole[length] & 0xC0) == 0x80)
            {
                // Never split a UTF-8 sequence.
                length--;
            }

            name = [.. whole[..length], .. end];
            if (NameAlias.TryRead(name, out _))
            {
                name[length] = (byte)'_';
            }
        }

        return name;
    }
}
