using EventLoopServer.Chat;

namespace UnitTests.Chat;

/// <summary>Logs nothing, stops nothing, and takes every target for a name.</summary>
internal sealed class SilentOffice : IOffice
{
    public void Note(string who, string what)
    {
    }

    public void NoteWrongPassword(string who, string what)
    {
    }

    public void Stop()
    {
    }

    public OriginForm ReadOrigin(string text, out Origin origin, out string shown)
    {
        (origin, shown) = (default, text);
        return OriginForm.Name;
    }

    public string Date(long unixMs) => $"{unixMs}";
}
