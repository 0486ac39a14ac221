/// How pages look: on a screen by day and night, and on paper.
enum HTMLStyle {
  /// The style sheet. All of it is grey but one blue, which is darker than any grey beside it, so that
  /// nothing depends on colours; contrasts of text are 7 to 1 at least.
  static let sheet = """
    :root { color-scheme: light dark; --ink: #1a1a1a; --soft: #4d4d4d; --line: #b8b8b8;
      --paper: #ffffff; --shade: #f2f2f2; --bar: #2f5d8a; --pale: #cfdce9; --link: #174a7c; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #eeeeee; --soft: #c4c4c4; --line: #5c5c5c; --paper: #161616;
        --shade: #242424; --bar: #7fb2e5; --pale: #2c3e50; --link: #a9cdf0; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 1rem/1.55 Georgia, "Noto Serif", serif; }
    main { max-width: 56rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
    h1, h2, h3, h4, summary, nav, th, caption, figcaption, svg {
      font-family: system-ui, "Noto Sans", sans-serif; }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 1.2rem 0 .8rem; }
    h2 { font-size: 1.4rem; margin: 2.6rem 0 .6rem; border-bottom: 1px solid var(--line);
      padding-bottom: .2rem; }
    h3 { font-size: 1.12rem; margin: 1.8rem 0 .4rem; }
    h4 { font-size: 1rem; margin: 1.3rem 0 .3rem; }
    p, li { max-width: 44rem; }
    a { color: var(--link); }
    a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
      outline: 3px solid var(--bar); outline-offset: 2px; }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; }
    nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0;
      font-size: .93rem; }
    code, pre { font: .88em/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
    code { background: var(--shade); padding: 0 .2em; border-radius: 2px;
      overflow-wrap: break-word; }
    h3 code, caption code { font-size: 1em; background: none; padding: 0; }
    pre { background: var(--shade); padding: .6rem .8rem; overflow-x: auto; }
    pre code { padding: 0; }
    .formula { background: var(--shade); border-left: 4px solid var(--bar); padding: .35rem .9rem;
      margin: .7rem 0; overflow-x: auto; }
    .formula p { margin: .5rem 0; line-height: 2.4; }
    math { font-size: 1.06em; }
    .wide { overflow-x: auto; margin: .8rem 0 1.3rem; }
    table { border-collapse: collapse; font-size: .9rem; line-height: 1.35; }
    caption { text-align: left; font-weight: 600; white-space: nowrap; padding: .2rem 0 .45rem; }
    th, td { text-align: left; vertical-align: top; padding: .28rem .9rem .28rem 0;
      border-bottom: 1px solid var(--line); }
    thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; font-size: .86rem; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    thead .n { white-space: normal; min-width: 4.5em; }
    .d { display: inline-block; }
    details { margin: .5rem 0; } summary { cursor: pointer; padding: .15rem 0; }
    figure { margin: 1rem 0 1.4rem; } figcaption { font-size: .86rem; color: var(--soft); }
    svg { display: block; max-width: 100%; height: auto; }
    svg text { fill: var(--ink); font-size: 12px; } svg .soft { fill: var(--soft); }
    svg .bar { fill: var(--bar); } svg .pale { fill: var(--pale); }
    svg .cell { stroke: var(--paper); stroke-width: 2; }
    svg .axis { stroke: var(--soft); stroke-width: 1; }
    svg .mark { stroke: var(--ink); stroke-width: 2.5; }
    @media print {
      :root { --ink: #000000; --soft: #333333; --line: #888888; --paper: #ffffff;
        --shade: #f4f4f4; --bar: #2f5d8a; --pale: #d5dfe9; --link: #000000; }
      body { font-size: 10pt; } main { max-width: none; padding: 0; } nav, .skip { display: none; }
      .wide, pre, .formula { overflow: visible; } pre { white-space: pre-wrap; }
      h2, h3, h4 { break-after: avoid; } figure, tr, .formula { break-inside: avoid; }
      thead { display: table-header-group; } svg .bar, svg .pale { print-color-adjust: exact; }
    }
    """
}
