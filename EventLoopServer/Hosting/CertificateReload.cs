using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport.Tls;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>
/// Checks regularly whether the certificate's files have changed, and uses the new certificate for
/// later connections. The background worker reads the files, because the loop never reads a disk. A
/// faulty certificate is logged, and the old one stays in use.
/// </summary>
internal sealed class CertificateReload : LoopTimer
{
    /// <summary>
    /// The time between two checks, in ms. Certificates are renewed days before they expire, so a
    /// check each minute is enough.
    /// </summary>
    public const long CheckMs = 60_000;

    /// <summary>
    /// The time between two warnings about a certificate that has expired or will expire soon, in
    /// ms.
    /// </summary>
    public const long WarnMs = 24 * 60 * 60 * 1000;

    private readonly TlsServer _tls;
    private readonly IBackgroundWorker _worker;
    private readonly TimerQueue _timers;
    private readonly TurnClock _clock;
    private readonly ILogger _log;
    private Job _job;
    private ServerCertificate _served;
    private long _warnedMs;
    private string _lastFault = "";

    public CertificateReload(
        CertificateSource source,
        ServerCertificate served,
        TlsServer tls,
        IBackgroundWorker worker,
        LoopServices services,
        ILogger log)
    {
        (_served, _tls, _worker) = (served, tls, worker);
        (_timers, _clock, _log) = (services.Timers, services.Clock, log);
        _job = new Job(this, source);
        _warnedMs = _clock.NowMs;
    }

    /// <summary>
    /// Uses another certificate from now on. A check in progress reads the old files, so its result
    /// is dropped.
    /// </summary>
    public void Use(CertificateSource source, ServerCertificate certificate)
    {
        _job = new Job(this, source);
        _lastFault = "";
        Serve(certificate);
        Start();
    }

    public void Start() => _timers.Set(this, _clock.NowMs + CheckMs);

    public override void Fire()
    {
        if (_clock.NowMs - _warnedMs >= WarnMs)
        {
            Warn();
        }

        if (!_worker.TryStart(_job))
        {
            Start();
        }
    }

    public override void Failed(Exception fault)
    {
        Log.CertificateKept(_log, fault.Message);
        Start();
    }

    private void Take(ServerCertificate? read, string fault)
    {
        Start();
        if (fault.Length > 0)
        {
            // Each check reads the files again after a fault, because a change of access rights
            // does not change the time stamps.
            if (fault != _lastFault)
            {
                Log.CertificateKept(_log, fault);
            }
        }
        else if (read is not null)
        {
            Serve(read);
        }

        _lastFault = fault;
    }

    private void Serve(ServerCertificate read)
    {
        // The certificate may be the same and have new intermediate certificates.
        _tls.Use(read.Context);
        if (read.Fingerprint != _served.Fingerprint)
        {
            _served = read;
            Log.CertificateChanged(_log, read.Fingerprint);
            Warn();
        }
    }

    private void Warn()
    {
        _warnedMs = _clock.NowMs;
        CertificateDates.Warn(
            _served.Context.TargetCertificate,
            DateTimeOffset.FromUnixTimeMilliseconds(_clock.UnixMs),
            _log);
    }

    /// <summary>Reads the files if they have changed.</summary>
    private sealed class Job(CertificateReload owner, CertificateSource source) : BackgroundJob
    {
        private FileStamp[] _seen = [];
        private ServerCertificate? _read;
        private string _fault = "";

        public override void Deliver()
        {
            if (owner._job == this)
            {
                owner.Take(_read, Fault is null ? _fault : Fault.Message);
            }
        }

        protected override void Run()
        {
            (_read, _fault) = (null, "");
            FileStamp[] now = [.. source.Files().Select(FileStamp.Of)];
            if (now.AsSpan().SequenceEqual(_seen))
            {
                return;
            }

            _seen = now;
            try
            {
                _read = ServerCertificate.LoadAgain(source);
            }
            catch (CertificateException e)
            {
                _fault = e.Message;
                _seen = [];
            }
        }
    }
}
