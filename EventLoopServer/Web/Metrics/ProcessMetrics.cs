using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace EventLoopServer.Web.Metrics;

/// <summary>The program, its process and its memory.</summary>
internal static class ProcessMetrics
{
    private static readonly string s_version =
        typeof(ProcessMetrics).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "unknown";

    private static readonly double s_startSeconds = ReadStart();

    public static void Write(MetricsText text)
    {
        text.Begin("tcpchat_build_info", "gauge", "1; the version is a label.");
        text.Row("tcpchat_build_info", $"version=\"{s_version}\"", 1);
        text.Gauge(
            "process_start_time_seconds", "Start of the process since 1970.", s_startSeconds);
        text.Counter(
            "process_cpu_seconds_total",
            "CPU time of all threads.",
            Environment.CpuUsage.TotalTime.TotalSeconds);
        text.Gauge(
            "process_resident_memory_bytes", "Memory in use.", Environment.WorkingSet);
        text.Counter(
            "dotnet_gc_collections_total",
            "Garbage collections; those of an older generation count in the younger ones too.",
            "generation",
            Enumerable.Range(0, GC.MaxGeneration + 1)
                .Select(static n => ($"{n}", (double)GC.CollectionCount(n))));
        text.Counter(
            "dotnet_gc_pause_seconds_total",
            "Time in which collections stopped all threads.",
            GC.GetTotalPauseDuration().TotalSeconds);
        text.Gauge(
            "dotnet_gc_heap_bytes",
            "Managed memory in use, garbage included.",
            GC.GetTotalMemory(forceFullCollection: false));
        text.Counter(
            "dotnet_allocated_bytes_total",
            "Managed memory allocated by all threads.",
            GC.GetTotalAllocatedBytes());
    }

    private static double ReadStart()
    {
        DateTime start;
        try
        {
            using var own = Process.GetCurrentProcess();
            start = own.StartTime.ToUniversalTime();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            // An empty root may have no /proc. The time of the first scrape still shows restarts.
            start = DateTime.UtcNow;
        }

        return Math.Round((start - DateTime.UnixEpoch).TotalSeconds, 2);
    }
}
