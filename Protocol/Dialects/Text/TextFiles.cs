using System.Buffers;
using System.Text;
using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Text;

/// <summary>
/// Shared files as lines. A line has a link to the file, or the command that sends one. A terminal
/// has no way to send a file itself.
/// </summary>
internal static class TextFiles
{
    /// <summary>Characters that no shell changes.</summary>
    private static readonly SearchValues<byte> s_plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"u8);

    /// <summary>Writes that a member has shared a file, without its place.</summary>
    public static void WriteShared(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes("-- "u8);
        writer.Bytes(e.Name);
        writer.Bytes(" shared "u8);
        if (!SharedFile.TryRead(e.Text, out SharedFile file))
        {
            // A newer server has stored the event. Its text is left out: it may be longer than the
            // one receive that a line has to fit for older programs.
            writer.Bytes("a file that this server cannot show\n"u8);
            return;
        }

        writer.Bytes(file.Name);
        writer.Bytes(" ("u8);
        writer.Bytes(Encoding.ASCII.GetBytes(FileSize.Format(file.Bytes)));
        writer.Bytes("): "u8);
        writer.Bytes(e.LinkBase);
        file.WritePath(ref writer);
        writer.Byte((byte)'\n');
    }

    /// <summary>Writes the command that sends an offered file.</summary>
    public static void WriteSlot(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes("-- Send the file within "u8);
        writer.Decimal(e.Count / 60);
        writer.Bytes(" minutes, in the folder that it is in: curl -T "u8);
        WriteQuoted(ref writer, e.Text);
        writer.Byte((byte)' ');
        writer.Bytes(e.LinkBase);
        writer.Bytes(e.Detail);
        writer.Byte((byte)'\n');
    }

    /// <summary>
    /// Writes a name so that a shell reads it as one word, and curl does not read it as an option.
    /// </summary>
    private static void WriteQuoted(ref ByteWriter writer, scoped ReadOnlySpan<byte> name)
    {
        if (name is [not (byte)'-', ..] && !name.ContainsAnyExcept(s_plain))
        {
            writer.Bytes(name);
            return;
        }

        writer.Bytes(name is [(byte)'-', ..] ? "'./"u8 : "'"u8);
        foreach (byte b in name)
        {
            if (b == (byte)'\'')
            {
                writer.Bytes("'\\''"u8);
            }
            else
            {
                writer.Byte(b);
            }
        }

        writer.Byte((byte)'\'');
    }
}
