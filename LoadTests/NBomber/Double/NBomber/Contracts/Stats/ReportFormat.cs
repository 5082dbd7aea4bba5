namespace NBomber.Contracts.Stats;

/// <summary>Kinds of report files.</summary>
public enum ReportFormat
{
    Txt = 0,
    Html = 1,
    Csv = 2,
    Md = 3,
}
