using EventLoopServer.Configuration;
using EventLoopServer.Hosting;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport;
using Microsoft.Extensions.Logging;

namespace EventLoopServer;

/// <summary>
/// Opens the listeners of the options. If a required one fails, no listener stays open.
/// </summary>
internal static class ListenerOpening
{
    /// <exception cref="ListenException">
    /// A required listener, or every optional one, cannot be opened. No listener is open then.
    /// </exception>
    public static List<OpenListener> Open(ServerOptions options, INetwork network, ILogger log)
    {
        var opened = new List<OpenListener>();
        IReadOnlyList<ListenAddress> addresses = options.Listening.Addresses;
        try
        {
            ListenException? missed = null;
            int missing = 0;
            foreach (ListenAddress address in addresses)
            {
                if (TryOpen(address, options, network, log, opened) is { } fault)
                {
                    missed = fault;
                    missing++;
                }
            }

            if (missed is not null && missing == addresses.Count(static a => a.IsOptional))
            {
                throw new ListenException(
                    ListenSentences.NoneOfCompat(missed.Reason),
                    ListenSentences.CompatAdvice,
                    missed);
            }

            return opened;
        }
        catch (ListenException)
        {
            opened.ForEach(static open => open.Listener.Dispose());
            throw;
        }
    }

    /// <returns>
    /// The error of an optional listener that cannot be opened; null when it is open.
    /// </returns>
    private static ListenException? TryOpen(
        ListenAddress address,
        ServerOptions options,
        INetwork network,
        ILogger log,
        List<OpenListener> opened)
    {
        try
        {
            IListener listener = network.Listen(address.EndPoint, options.SendBufferBytes);
            bool needsTls = address.IsTls || options.Tls.IsRequired;
            opened.Add(new OpenListener(listener, address.Dialects, needsTls));
            return null;
        }
        catch (ListenException e) when (address.IsOptional)
        {
            Log.ListenMissed(log, address.Dialects.For, e.Reason, address.Dialects.Name);
            return e;
        }
    }
}
