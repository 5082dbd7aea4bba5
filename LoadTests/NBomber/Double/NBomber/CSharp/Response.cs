using Microsoft.FSharp.Core;
using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Makes responses. A custom latency of 0 means the measured time.</summary>
public class Response
{
    public static Response<object> Ok() => new();

    public static Response<object> Fail() => new() { IsError = true };

    public static Response<object> Ok(
        string statusCode = "",
        long sizeBytes = 0,
        string message = "",
        double customLatencyMs = 0) =>
        Make<object>(null, isError: false, statusCode, message, sizeBytes, customLatencyMs);

    public static Response<T> Ok<T>(
        string statusCode = "",
        long sizeBytes = 0,
        string message = "",
        double customLatencyMs = 0) =>
        Make<T>(null, isError: false, statusCode, message, sizeBytes, customLatencyMs);

    public static Response<T> Ok<T>(
        T payload,
        string statusCode = "",
        long sizeBytes = 0,
        string message = "",
        double customLatencyMs = 0) =>
        Make(Some(payload), isError: false, statusCode, message, sizeBytes, customLatencyMs);

    public static Response<object> Fail(
        string statusCode = "",
        string message = "",
        long sizeBytes = 0,
        double customLatencyMs = 0) =>
        Make<object>(null, isError: true, statusCode, message, sizeBytes, customLatencyMs);

    public static Response<T> Fail<T>(
        string statusCode = "",
        string message = "",
        long sizeBytes = 0,
        double customLatencyMs = 0) =>
        Make<T>(null, isError: true, statusCode, message, sizeBytes, customLatencyMs);

    public static Response<T> Fail<T>(
        T payload,
        string statusCode = "",
        string message = "",
        long sizeBytes = 0,
        double customLatencyMs = 0) =>
        Make(Some(payload), isError: true, statusCode, message, sizeBytes, customLatencyMs);

    private static FSharpOption<T> Some<T>(T payload) => FSharpOption<T>.Some(payload);

    private static Response<T> Make<T>(
        FSharpOption<T>? payload,
        bool isError,
        string statusCode,
        string message,
        long sizeBytes,
        double customLatencyMs) => new()
        {
            StatusCode = statusCode,
            IsError = isError,
            SizeBytes = sizeBytes,
            CustomLatencyMs = customLatencyMs,
            Message = message,
            Payload = payload,
        };
}
