/// What the book's pages need besides the report's style.
enum BookStyle {
  static let text = """
    body { max-width: 58rem; }
    nav ul { list-style: none; padding: 0 0 .6rem; margin: 0 0 1.2rem; display: flex; flex-wrap: wrap; gap: .1rem .9rem; border-bottom: 1px solid var(--line); }
    nav li { margin: 0; }
    nav a { display: inline-block; padding: .3rem 0; text-decoration: none; }
    nav a:hover, nav a:focus { text-decoration: underline; }
    nav a[aria-current] { color: var(--ink); font-weight: 700; border-bottom: 2px solid var(--ink); }
    code { font: .88em ui-monospace, "Liberation Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    h3 { margin-top: 1.6rem; }
    dl { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: .3rem 1rem; margin: .5rem 0; }
    dt { color: var(--soft); }
    dd { margin: 0; overflow-wrap: anywhere; }
    dd ul, dd p { margin-top: 0; }
    .entry { padding-bottom: .4rem; }
    .entry:target { outline: 2px solid var(--mark); outline-offset: .4rem; }
    tr:target { outline: 2px solid var(--mark); }
    .value { background: var(--wash); padding: 0 .2em; }
    .wide { overflow-x: auto; }
    .wide svg { min-width: 40rem; }
    .flow { max-width: 30rem; margin-left: 0; }
    svg.flow text { font-size: 12px; }
    svg.flow .small { font-size: 10.5px; fill: var(--soft); }
    svg.flow .head, svg .heading { font-weight: 700; }
    svg .heading { paint-order: stroke; stroke: var(--paper); stroke-width: 6px; }
    svg.flow .box { fill: var(--wash); stroke: var(--line); stroke-width: 1; }
    svg.flow .way { stroke: var(--soft); stroke-width: 1.5; fill: none; }
    svg.flow .tip { fill: var(--soft); }
    blockquote { margin: .3rem 0; padding-left: .8rem; border-left: 3px solid var(--line); }
    td.fit { white-space: nowrap; }
    th[scope=row] { font-weight: 400; }
    @media (max-width: 32rem) { .table table { min-width: 34rem; } dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .5rem; } }
    @media print { nav { display: none; } .wide svg { min-width: 0; } }
    """
}
