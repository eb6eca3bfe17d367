internal import PlumblineAudit
internal import PlumblineAuthoring
internal import PlumblineBook
internal import PlumblinePresentation
internal import PlumblineText

/// The one style sheet: that of every report, of what is handed over, of plots and of the book, and the console's own frame.
enum ConsoleStyle {
  static let text =
    HTMLStyle.report + "\n" + HandoutStyle.css + "\n" + PatientHistory.style + "\n" + RecordStatistics.style
    + "\n.book {\n\(Book.style)\n}\n.paper {\n\(PrintedForm.style)\n}\n" + frame

  private static let frame = """
    :root { --raise: #ffffff; --ground: #f6f7f9; --good: #1a6b3c; --field: #6b7680; }
    @media (prefers-color-scheme: dark) { :root { --raise: #1a1e24; --ground: #101317; --good: #7fd6a4; --field: #8a949e; } }
    .console { margin: 0; padding: 0; max-width: none; background: var(--ground); min-height: 100vh; display: flex; flex-direction: column; }
    .console > main { width: 100%; max-width: 52rem; margin: 0 auto; padding: 1.4rem 1.25rem 3rem; flex: 1; outline: none; }
    .console > main.wide { max-width: 84rem; } .console > main.form { max-width: 70rem; }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: .5rem; top: .5rem; background: var(--paper); padding: .5rem .8rem; z-index: 3; }
    :focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; border-radius: .2rem; }
    .bar { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem 1.4rem; padding: .55rem 1.25rem; background: var(--paper); border-bottom: 1px solid var(--line); margin: 0; }
    .bar .home, .bar > svg + span { display: inline-flex; align-items: center; gap: .5rem; font-weight: 700; letter-spacing: .01em; color: var(--ink); text-decoration: none; }
    .mark { width: 1rem; height: 1.5rem; flex: none; display: inline-block; vertical-align: middle; } .mark path { stroke: var(--ink); stroke-width: 1.5; fill: none; } .mark .bob { fill: var(--mark); stroke: none; }
    .bar nav ul, .banner nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.1rem; margin: 0; padding: 0; border: 0; }
    .bar nav li, .banner nav li { margin: 0; }
    .bar nav a, .banner nav a { display: inline-block; padding: .35rem 0; text-decoration: none; } .bar nav a:hover, .banner nav a:hover { text-decoration: underline; }
    .tools { margin-left: auto; display: flex; gap: .6rem; align-items: center; } .tools form { display: flex; gap: 0; }
    .demo { margin: 0; padding: .4rem 1.25rem; background: #6b4a00; color: #fff; font-size: .92rem; }
    .banner { background: var(--wash); border-bottom: 1px solid var(--line); padding: .35rem 1.25rem; position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .1rem 1.6rem; align-items: center; }
    .banner p { margin: 0; } .banner span { color: var(--soft); margin-left: .6rem; font-size: .92rem; }
    .foot { padding: .8rem 1.25rem; border-top: 1px solid var(--line); margin: 0; font-size: .88rem; text-align: center; }
    button, .button { font: inherit; font-weight: 600; color: #fff; background: #0b5cad; border: 1px solid #0b5cad; border-radius: .35rem; padding: .5rem 1.1rem; cursor: pointer; text-decoration: none; display: inline-block; min-height: 2.75rem; }
    button:hover, .button:hover { filter: brightness(1.1); }
    button.second, .button.second { background: transparent; color: var(--mark); border-color: var(--field); }
    button.plain { background: none; border: 0; color: var(--mark); font-weight: 400; padding: .3rem .45rem; min-height: 1.9rem; } button[aria-pressed=true] { font-weight: 700; color: var(--ink); text-decoration: underline; }
    .actions { display: flex; flex-wrap: wrap; gap: .7rem; align-items: center; margin: 1.2rem 0 .4rem; }
    .doors { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; list-style: none; padding: 0; margin: 1.4rem 0; }
    .panel, .doors > li { background: var(--raise); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem 1rem; margin: 0 0 1rem; }
    .panel > h2:first-of-type, .doors h2 { margin-top: 0; border: 0; padding: 0; } .console .sheet .patient h2:first-child { margin-top: 0; } .console pre { white-space: pre-wrap; overflow-wrap: anywhere; }
    .answer { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.2rem; }
    .answer > .first { background: var(--raise); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.3rem 1.2rem; }
    .answer .now h2 { border: 0; margin: .1rem 0 .3rem; }
    @media (min-width: 66rem) { .answer { grid-template-columns: minmax(0, 1fr) 21rem; grid-template-rows: auto 1fr; align-items: start; } .answer > .rest { grid-column: 1; } .answer > .beside { grid-column: 2; grid-row: 1 / span 2; position: sticky; top: 4rem; } }
    .group { border: 1px solid var(--line); background: var(--raise); border-radius: .5rem; margin: 0 0 1.1rem; padding: .4rem 1.1rem 1rem; min-width: 0; }
    .group > legend, .group > summary { font-weight: 700; font-size: 1.08rem; padding: 0 .4rem; } .group > summary { padding: .45rem 0; }
    .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: .9rem 1.6rem; align-items: start; }
    .field { border: 0; padding: 0; margin: 0; min-width: 0; } .field legend, .field > label { font-weight: 600; padding: 0; display: block; }
    .field .hint { color: var(--soft); font-size: .9rem; margin: .05rem 0 .3rem; line-height: 1.35; }
    html { scroll-padding-bottom: 5rem; } [hidden] { display: none !important; }
    .send { position: sticky; bottom: 0; background: var(--ground); border-top: 1px solid var(--line); margin: 0 -1.25rem; padding: .7rem 1.25rem; z-index: 1; }
    .field.flag { grid-column: 1 / -1; display: grid; grid-template-columns: minmax(0, 1fr); gap: .1rem 1.4rem; border-top: 1px solid var(--line); padding-top: .5rem; } .field.flag legend { float: left; width: 100%; }
    @media (min-width: 52rem) { .field.flag { grid-template-columns: minmax(0, 1fr) auto; } .field.flag .hint { grid-column: 1; } .field.flag .choices { grid-column: 2; grid-row: 1 / span 3; align-self: center; } .field.flag legend { grid-column: 1; } }
    input[type=text], input[type=date], input[type=password], select, textarea { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--field); border-radius: .3rem; padding: .45rem .6rem; width: 100%; max-width: 22rem; min-height: 2.6rem; }
    textarea { max-width: none; min-height: 9rem; font: .92rem/1.45 ui-monospace, "Liberation Mono", "DejaVu Sans Mono", monospace; }
    .field.listed { grid-column: 1 / -1; } .rest { border: 0; padding: .4rem 0 0; margin: 0; min-width: 0; } .field .rest legend { font-weight: 400; color: var(--soft); font-size: .9rem; }
    .reading { display: grid; grid-template-columns: minmax(3.2rem, 5rem) auto minmax(8.8rem, 1fr); gap: .3rem; align-items: center; margin: 0 0 .35rem; max-width: 28rem; } .reading select, .reading input { padding-left: .4rem; padding-right: .2rem; } .field > label.check { display: flex; } .reading span { color: var(--soft); }
    .items { margin: .4rem 0; padding-left: 1.6rem; } .items label { display: grid; grid-template-columns: minmax(0, 1fr) 4rem; align-items: center; gap: .8rem; max-width: 46rem; } .items input[type=text] { width: 4rem; min-height: 2.2rem; }
    .amount { display: flex; gap: .4rem; max-width: 22rem; } .amount select { width: auto; flex: none; }
    .before { border-left: .2rem solid var(--field); padding-left: .6rem; margin: 0 0 .4rem; font-size: .93rem; } .before .check { margin: .2rem 0; } .before em { color: var(--soft); font-style: normal; }
    .choices { display: flex; flex-wrap: wrap; gap: .3rem; } .choices label { border: 1px solid var(--field); border-radius: 1.4rem; padding: .3rem .8rem .3rem .55rem; cursor: pointer; display: inline-flex; gap: .35rem; align-items: center; background: var(--paper); min-height: 2.2rem; line-height: 1.2; }
    .choices label:has(:checked) { border-color: var(--mark); box-shadow: inset 0 0 0 1px var(--mark); font-weight: 600; } .choices label.blank:has(:checked) { border-color: var(--line); box-shadow: none; font-weight: 400; color: var(--soft); }
    .choices input { accent-color: var(--mark); margin: 0; }
    .wrong input[type=text], .wrong select { border-color: var(--stop); border-width: 2px; } .problem { color: var(--stop); font-weight: 600; margin: .25rem 0 0; font-size: .93rem; }
    .problems { border-left: .3rem solid var(--stop); background: var(--wash); padding: .6rem 1rem; margin: 0 0 1.2rem; } .problems h2 { margin: 0 0 .3rem; border: 0; padding: 0; }
    .check { display: flex; gap: .6rem; align-items: flex-start; margin: .7rem 0; font-weight: 600; } .check input { width: 1.2rem; height: 1.2rem; margin: .15rem 0 0; accent-color: var(--mark); }
    .readback { list-style: none; padding: 0; font-size: 1.1rem; } .readback li { white-space: pre-wrap; border-top: 1px solid var(--line); padding: .45rem 0; margin: 0; }
    .hypothesis { border: 2px dashed var(--field); border-radius: .5rem; padding: .4rem 1.1rem 1rem; background: var(--raise); }
    .sheet { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1.6rem 1.8rem; } .sheet .patient { font-size: 1.1rem; }
    .choose { display: flex; flex-wrap: wrap; gap: .8rem 1.2rem; align-items: end; } .choose label { font-weight: 600; display: block; font-size: .93rem; } .choose input[type=text], .choose select { max-width: 14rem; }
    pre.report { white-space: pre-wrap; overflow-wrap: anywhere; font: .86rem/1.5 ui-monospace, "Liberation Mono", "DejaVu Sans Mono", monospace; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.2rem; }
    .console code { overflow-wrap: anywhere; }
    .tree .depth-1 { margin-left: 1.4rem; } .tree .depth-2 { margin-left: 2.8rem; } .tree .depth-3 { margin-left: 4.2rem; } .tree .depth-4 { margin-left: 5.6rem; }
    .visits { list-style: none; padding: 0; } .visits form { display: inline; }
    .answer .first > section + section { border-top: 1px solid var(--line); margin-top: 1.6rem; padding-top: 1rem; }
    .record td { overflow-wrap: anywhere; } .unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
    .done { color: var(--good); font-weight: 700; }
    .row { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0; } .change { padding-bottom: .4rem; } .table + .change { margin-top: 1rem; } .change h3 { margin-top: .2rem; } .change td { overflow-wrap: anywhere; } .change th { width: 8.5rem; } .change tr:first-child > * { border-top: 0; }
    @media (max-width: 40rem) { .change th { width: 5.5rem; } .console > main { padding: .9rem .9rem 2rem; } .bar, .banner, .demo { padding-left: .9rem; padding-right: .9rem; } .banner { position: static; } .answer > .first { padding: .7rem .9rem; } .tools { margin-left: 0; } .sheet { padding: 1rem; } .bar nav, .banner nav { max-width: 100%; overflow-x: auto; } .bar nav ul, .banner nav ul { flex-wrap: nowrap; gap: 0 1rem; white-space: nowrap; } .tools { position: absolute; right: .5rem; } .bar { position: relative; } .bar .tools { top: .35rem; } .send { margin: 0 -.9rem; padding: .5rem .9rem; } .send .soft { display: none; } }
    @media print { .bar, .banner nav, .foot, .skip, .beside, .actions, .demo, details.rest:not([open]) { display: none; } .console, .console > main { background: none; padding: 0; max-width: none; } .sheet, .answer > .first { border: 0; padding: 0; } .banner { position: static; border: 0; padding: 0 0 .5rem; background: none; } }
    """
}
