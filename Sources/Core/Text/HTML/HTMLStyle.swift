/// The style of pages: on a screen, light or dark, on a phone, and on A4.
public enum HTMLStyle {
  /// CSS of every page, in its own colours only: the variables at its beginning.
  public static let report = """
    :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --line: #c9d1d9; --wash: #f3f5f7;
      --mark: #0b5cad; --stop: #a40e26; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e8eaed; --soft: #a7b0ba; --paper: #14171b; --line: #3b434c; --wash: #1f242a; --mark: #7cb8ff; --stop: #ff8a94; }
    }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 52rem; background: var(--paper); color: var(--ink);
      font: 1rem/1.5 system-ui, "Liberation Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: .2rem 0 .4rem; }
    h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
    h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
    p, ul, ol { margin: .4rem 0; }
    ul, ol { padding-left: 1.3rem; }
    li { margin: .2rem 0; }
    a { color: var(--mark); }
    .kicker { text-transform: uppercase; letter-spacing: .06em; font-size: .85rem; font-weight: 700; margin: 0; }
    .stop { color: var(--stop); }
    .soft, figcaption, caption { color: var(--soft); font-size: .92rem; }
    .now { border-left: .3rem solid var(--stop); background: var(--wash); padding: .6rem .9rem; margin: .8rem 0; }
    figure { margin: 1rem 0; }
    svg { width: 100%; max-width: 30rem; height: auto; display: block; }
    svg text { fill: var(--ink); font: 13px system-ui, "Liberation Sans", "DejaVu Sans", sans-serif; }
    svg .faint { fill: var(--soft); }
    svg .rule { stroke: var(--line); stroke-width: 1; }
    svg .null { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 3; }
    svg .interval { stroke: var(--ink); stroke-width: 2; }
    svg .point { fill: var(--mark); stroke: var(--paper); stroke-width: 1; }
    .table { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .95rem; }
    caption { text-align: left; padding-bottom: .3rem; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); }
    .options { list-style: none; padding: 0; margin: .3rem 0; font-size: .92rem; line-height: 1.35; }
    .options > li { display: grid; grid-template-columns: 15rem 1fr; gap: 0 1rem; border-top: 1px solid var(--line); padding: .15rem 0; margin: 0; }
    .options p { margin: 0; }
    .options .name { font-weight: 600; } .colon { position: absolute; clip-path: inset(50%); }
    .options .chosen .name { color: var(--mark); }
    .options .against { opacity: .65; }
    .options .claims { list-style: none; padding: 0; margin: 0; }
    .options .claims li { margin: 0; }
    .options .standing, .options .claims { grid-column: 2; }
    .options .name { grid-row: span 2; }
    .options .soft { font-size: inherit; } .brief + h2 { font-size: 1rem; margin: .7rem 0 .3rem; border: 0; padding: 0; }
    .brief > p { margin: .25rem 0; } .brief .now { padding: .3rem .7rem; margin: .4rem 0; }
    .ladder { list-style: none; padding: 0; }
    .ladder li { display: grid; grid-template-columns: 9.5rem 1fr; gap: .75rem; align-items: baseline; }
    .rungs { letter-spacing: .1em; white-space: nowrap; }
    details { margin: .4rem 0; }
    summary { cursor: pointer; }
    .tree, .tree ul { list-style: none; padding-left: 1rem; border-left: 1px solid var(--line); }
    .tree { margin-left: .2rem; }
    .truth { font-weight: 700; }
    footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .6rem; }
    .patient { margin-top: 3rem; border-top: 3px double var(--line); padding-top: 1rem; font-size: 1.15rem; line-height: 1.6; }
    .patient h2 { font-size: 1.4rem; border: 0; }
    @media (max-width: 40rem) { .options > li { display: block; } .colon { position: static; clip-path: none; } .options .name, .options .standing { display: inline; }
      body { padding: .5rem .8rem 2rem; } h1 { font-size: 1.15rem; margin: 0 0 .2rem; } .brief, .options, .brief + h2 + p { font-size: .82rem; line-height: 1.3; }
      .options { margin: 0; } .brief + h2 { margin: .4rem 0 0; } }
    @media (max-width: 32rem) { .ladder li { grid-template-columns: 1fr; gap: 0; } }
    @page { size: A4; margin: 16mm 15mm; }
    @media print {
      :root { color-scheme: light; --ink: #000; --soft: #333; --paper: #fff; --line: #999; --wash: #f4f4f4; --mark: #000; --stop: #000; }
      html { font-size: 10pt; }
      body { max-width: none; padding: 0; }
      h1 { font-size: 15pt; } h2 { font-size: 12pt; }
      h2, h3 { break-after: avoid; }
      figure, tr, li { break-inside: avoid; }
      .patient { break-before: page; border: 0; margin: 0; font-size: 13pt; }
      a { text-decoration: none; }
    }
    """
}
