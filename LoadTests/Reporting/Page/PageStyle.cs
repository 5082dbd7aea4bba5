namespace LoadTests.Reporting.Page;

/// <summary>The style of the page, for wide screens and phones, light and dark.</summary>
internal static class PageStyle
{
    public const string Css = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        header,main,footer{max-width:1200px;margin:0 auto;padding:0 24px}
        header{padding-top:28px}
        h1{font-size:26px;margin:0 0 6px}
        h2{font-size:20px;margin:44px 0 4px;padding-top:18px;border-top:1px solid var(--rule)}
        h3{font-size:15px;margin:22px 0 6px}
        p{margin:4px 0;max-width:80ch}
        a{color:var(--one)}
        .soft{color:var(--soft)}
        dl{display:flex;flex-wrap:wrap;gap:4px 28px;margin:10px 0}
        dl div{display:flex;gap:8px}
        dt{color:var(--soft)}
        dd{margin:0}
        .badge{display:inline-block;padding:1px 9px;border-radius:10px;font-size:13px;
        font-weight:600;color:var(--paper);vertical-align:2px}
        .badge.good{background:var(--good)}
        .badge.bad{background:var(--bad)}
        ul.thresholds{list-style:none;padding:0;margin:10px 0}
        ul.thresholds .good,td .good{color:var(--good);font-weight:600}
        ul.thresholds .bad,td .bad{color:var(--bad);font-weight:600}
        .wide{overflow-x:auto;margin:10px 0}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums;white-space:nowrap}
        th,td{padding:5px 12px;text-align:right;border-bottom:1px solid var(--rule)}
        th{color:var(--soft);font-weight:500;font-size:13px}
        th:first-child,td:first-child{text-align:left;padding-left:0}
        .plots{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:18px;margin:16px 0}
        .plots th,.plots td{padding:5px 7px}
        .ladder{grid-template-columns:minmax(0,1fr) auto}
        figure{margin:0;align-self:start;padding:14px;background:var(--panel);border-radius:8px}
        figure svg{display:block;width:100%;height:auto}
        .key{display:flex;flex-wrap:wrap;gap:6px 22px;margin:10px 0}
        .key i{display:inline-block;width:13px;height:13px;border-radius:2px;margin-right:8px;
        vertical-align:-1px}
        .key .one{background:var(--one)}
        .key .two{background:var(--two)}
        pre{background:var(--panel);border-radius:8px;padding:10px 14px;margin:10px 0;
        white-space:pre-wrap;overflow-wrap:anywhere;
        font:13px/1.5 ui-monospace,"DejaVu Sans Mono",monospace}
        dl.glossary{display:grid;gap:6px}
        .glossary dt{flex:0 0 150px;color:var(--ink)}
        .glossary dd{max-width:80ch;color:var(--soft)}
        .capacity{font-size:30px;font-weight:650;margin:8px 0}
        .note{border-left:3px solid var(--two);padding-left:10px}
        footer{margin:44px auto 24px;color:var(--soft);font-size:13px}
        @media (max-width:760px){.plots{grid-template-columns:minmax(0,1fr)}
        header,main,footer{padding-left:14px;padding-right:14px}
        figure{padding:8px}
        svg text{font-size:13px}svg .heading{font-size:16px}svg .note{font-size:12px}
        h1{font-size:22px}h2{font-size:18px}th,td{padding:5px 8px}}
        """;
}
