using SimpleClient.Configuration;
using SimpleClient.Terminal.Keys;

namespace SimpleClient.Terminal.Chat;

/// <summary>The keys to which the user has given the effect of another key.</summary>
internal sealed class KeyMap
{
    private Dictionary<Key, Key> _keys = [];

    /// <summary>Uses these keys; invalid ones are left out.</summary>
    public void Use(IEnumerable<KeyAlias> keys)
    {
        _keys = [];
        foreach (KeyAlias key in keys)
        {
            if (KeyName.Read(key.From) is { } from && KeyName.Read(key.To) is { } to)
            {
                _keys[from] = to;
            }
        }
    }

    /// <summary>The key whose effect a pressed key has.</summary>
    public Key Of(Key key) => _keys.GetValueOrDefault(key, key);
}
