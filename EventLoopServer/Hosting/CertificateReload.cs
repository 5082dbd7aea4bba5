using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport.Tls;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>
/// Looks now and then whether the certificate's files have changed, and serves the new certificate
/// to later connections. The loop reads no disk: the background worker reads the files. A
/// certificate that cannot be used is logged, and the old one is kept.
/// </summary>
internal sealed class CertificateReload : LoopTimer
{
    /// <summary>
    /// Time between two looks. Certificates are renewed days before their end, so nobody waits.
    /// </summary>
    public const long CheckMs = 60_000;

    /// <summary>Time between two warnings of one that has expired, or will soon.</summary>
    public const long WarnMs = 24 * 60 * 60 * 1000;

    private readonly TlsServer _tls;
    private readonly IBackgroundWorker _worker;
    private readonly TimerQueue _timers;
    private readonly TurnClock _clock;
    private readonly ILogger _log;
    private readonly Job _job;
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
            // Each look tries again, because access rights change without a trace in the stamps.
            if (fault != _lastFault)
            {
                Log.CertificateKept(_log, fault);
            }
        }
        else if (read is not null)
        {
            // The same certificate may have got other ones that vouch for it.
            _tls.Use(read.Context);
            if (read.Fingerprint != _served.Fingerprint)
            {
                _served = read;
                Log.CertificateChanged(_log, read.Fingerprint);
                Warn();
            }
        }

        _lastFault = fault;
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

        public override void Deliver() =>
            owner.Take(_read, Fault is null ? _fault : Fault.Message);

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
