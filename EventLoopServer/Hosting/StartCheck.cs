using EventLoopServer.Configuration;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport;
using EventLoopServer.Transport.Tls.Certificates;

namespace EventLoopServer.Hosting;

/// <summary>
/// <c>--check-config</c>: finds what would keep people from joining, without starting the server.
/// A fault would stop a server, or all its clients. A warning needs a look: it may be intended, or
/// a running server may be the cause.
/// </summary>
internal sealed class StartCheck(ServerOptions options, TimeProvider time)
{
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Faults => _faults;

    public IReadOnlyList<string> Warnings => _warnings;

    public void Run()
    {
        CheckAddresses();
        CheckCertificate();
        CheckDescriptors();
        CheckStore();
        WarnOfOpen(options.OpenFiles);
    }

    private void WarnOfOpen(IEnumerable<string> files) =>
        _warnings.AddRange(files.Select(CheckSentences.OpenToOthers).Except(_warnings).ToArray());

    private void CheckAddresses()
    {
        foreach (ListenAddress address in options.Listening.Addresses)
        {
            try
            {
                SocketListener.Open(address.EndPoint, options.SendBufferBytes).Dispose();
            }
            catch (ListenException e) when (SocketListener.IsInUse(e))
            {
                _warnings.Add(CheckSentences.InUse($"{address.EndPoint}"));
            }
            catch (ListenException e)
            {
                (address.IsOptional ? _warnings : _faults).Add(e.Message);
            }
        }
    }

    private void CheckCertificate()
    {
        // One that the server makes itself is made at its start.
        if (options.Tls.Source is not { File: not null } source)
        {
            return;
        }

        try
        {
            ServerCertificate read = ServerCertificate.LoadAgain(source);
            WarnOfOpen(source.OpenFiles());
            using var certificate = read.Context.TargetCertificate;
            var dates = CertificateDates.Of(certificate, time.GetUtcNow());
            if (dates.Validity is CertificateValidity.Expired or CertificateValidity.TooNew)
            {
                _faults.Add(CheckSentences.NotValidNow(source.File, dates.From, dates.Until));
            }
            else if (dates.Validity == CertificateValidity.ExpiresSoon)
            {
                _warnings.Add(CheckSentences.Expires(source.File, dates.Until));
            }
        }
        catch (CertificateException e)
        {
            _faults.Add(e.Message);
        }
    }

    private void CheckDescriptors()
    {
        int room = DescriptorTable.RoomFor(options.MaxClients);
        if (room < options.MaxClients)
        {
            _warnings.Add(CheckSentences.FewDescriptors(room, options.MaxClients));
        }
    }

    private void CheckStore()
    {
        if (options.StoreOptions is not { Folder: var folder })
        {
            _warnings.Add(CheckSentences.NoStore);
            return;
        }

        // A folder that does not exist is made at the start, in the nearest one that does.
        string? nearest = folder;
        while (!string.IsNullOrEmpty(nearest) && !Directory.Exists(nearest))
        {
            if (File.Exists(nearest))
            {
                _faults.Add(CertificateSentences.Of(
                    CertificateSource.FolderOption, CertificateSentences.FolderIsFile(nearest)));
                return;
            }

            nearest = Path.GetDirectoryName(nearest);
        }

        try
        {
            string probe = Path.Combine(nearest ?? "", Path.GetRandomFileName());
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _faults.Add(CheckSentences.CannotWrite(folder));
        }
    }
}
