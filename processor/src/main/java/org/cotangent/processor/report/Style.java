package org.cotangent.processor.report;

/** The look of the pages, and the little that they do. Neither may contain markup. */
final class Style {
  private Style() {}

  /** Light and dark after the reader's system, one column on narrow screens, and for paper. */
  static final String SHEET =
      """
      :root { color-scheme: light dark;
        --paper: #ffffff; --ink: #1c2024; --soft: #5b6470; --line: #d7dce1; --pane: #f6f8fa;
        --mark: #fff1b8; --primal: #2563eb; --adjoint: #b45309; --link: #1d4ed8; --comment: #5b6470;
        --active: #dcfce7; --active-line: #15803d; }
      @media (prefers-color-scheme: dark) { :root {
        --paper: #14171a; --ink: #e6e9ec; --soft: #a3adb8; --line: #343a41; --pane: #1b1f24;
        --mark: #4a3f12; --primal: #7aa7ff; --adjoint: #f0a94a; --link: #8ab4ff; --comment: #a3adb8;
        --active: #12321f; --active-line: #4ade80; } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 110rem; background: var(--paper);
        color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.6rem; line-height: 1.25; margin: .4rem 0; overflow-wrap: anywhere; }
      h2 { font-size: 1.2rem; margin: 2.2rem 0 .5rem; }
      h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; overflow-wrap: anywhere; }
      p { max-width: 50rem; margin: .4rem 0; }
      a { color: var(--link); }
      code, .code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
        font-size: .86em; }
      nav a { margin-right: 1rem; }
      .soft { color: var(--soft); }
      .panes { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 1rem; }
      .pane { border: 1px solid var(--line); border-radius: 6px; background: var(--pane);
        overflow: auto; max-height: 85vh; padding: .4rem 0; }
      .code { line-height: 1.5; }
      .l { display: flex; width: max-content; min-width: 100%; white-space: pre; tab-size: 4;
        border-left: 4px solid transparent; }
      .n { flex: none; width: 3.2em; padding-right: .9em; text-align: right; color: var(--soft);
        text-decoration: none; user-select: none; }
      .n::before { content: attr(data-n); }
      a.n { color: var(--link); }
      .m { flex: none; width: 1.3em; user-select: none; }
      .t { padding-right: 1rem; }
      .c { color: var(--comment); font-style: italic; }
      .p { border-left-color: var(--primal); }
      .p .m { color: var(--primal); }
      .a { border-left-color: var(--adjoint); }
      .a .m { color: var(--adjoint); }
      .l.hl, .l:target { background: var(--mark); }
      .l:focus-within { outline: 2px solid var(--link); outline-offset: -2px; }
      .gap { color: var(--soft); padding: .1rem 1rem; border-left: 4px solid transparent; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; margin: .6rem 0; }
      caption { text-align: left; color: var(--soft); padding-bottom: .3rem; }
      th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0;
        border-bottom: 1px solid var(--line); }
      th { font-weight: 600; }
      td.words { min-width: 16rem; max-width: 46rem; }
      .verdict { white-space: nowrap; }
      .active { color: var(--active-line); font-weight: 600; }
      .formula { font-size: 1.1rem; padding: .5rem .8rem; border: 1px solid var(--line);
        border-radius: 6px; background: var(--pane); display: inline-block; max-width: 100%;
        overflow-wrap: anywhere; }
      summary { cursor: pointer; padding: .3rem 1rem; }
      svg { max-width: max(100%, 62rem); height: auto; }
      svg text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
        fill: var(--ink); }
      svg .box { fill: var(--pane); stroke: var(--soft); }
      svg .on { fill: var(--active); stroke: var(--active-line); stroke-width: 2; }
      svg .group { fill: none; stroke: var(--line); stroke-dasharray: 4 3; }
      svg .edge { fill: none; stroke: var(--soft); stroke-dasharray: 3 3; }
      svg .flow { fill: none; stroke: var(--active-line); stroke-width: 1.6; }
      svg .tip { fill: var(--soft); }
      svg .flowtip { fill: var(--active-line); }
      svg .name { fill: var(--soft); font-size: 11px; }
      @media (max-width: 60rem) {
        body { padding: .6rem .8rem 3rem; }
        .panes { grid-template-columns: minmax(0, 1fr); }
        .pane { max-height: 60vh; }
        .n { width: 2.6em; padding-right: .6em; }
      }
      @media print {
        :root { --paper: #ffffff; --ink: #000000; --soft: #444444; --pane: #ffffff; --line: #999999;
          --primal: #1d4ed8; --adjoint: #92400e; --link: #000000; --comment: #444444;
          --active: #ffffff; --active-line: #14532d; }
        body { font-size: 11px; padding: 0; max-width: none; }
        .pane { max-height: none; overflow: visible; }
        .l { width: auto; white-space: pre-wrap; break-inside: avoid; }
        .t { overflow-wrap: anywhere; }
        nav { display: none; }
        svg { max-width: 100%; }
      }
      """;

  /**
   * Lines of one origin light up together: under the pointer, with the focus, and after a click
   * until another or Escape. Without it the line numbers are links, and what they lead to is lit.
   */
  static final String SCRIPT =
      """
      (function () {
        var lit = [], held = null;
        function lines(key) {
          return Array.from(document.querySelectorAll('.l[data-o="' + key + '"]'));
        }
        function show(key, from) {
          lit.forEach(function (line) { line.classList.remove('hl'); });
          lit = key === null ? [] : lines(key);
          var seen = [];
          lit.forEach(function (line) {
            line.classList.add('hl');
            var pane = line.closest('.pane');
            if (!from || !pane || pane === from.closest('.pane')) { return; }
            if (seen.indexOf(pane) !== -1 || line.offsetParent === null) { return; }
            seen.push(pane);
            var top = line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
            if (top > pane.clientHeight - 24 || 0 > top) {
              pane.scrollTop += top - pane.clientHeight / 3;
            }
          });
        }
        function line(event) {
          return event.target.closest ? event.target.closest('.l[data-o]') : null;
        }
        document.addEventListener('pointerover', function (event) {
          var at = line(event);
          if (held === null) { show(at ? at.dataset.o : null, at); }
        });
        document.addEventListener('focusin', function (event) {
          var at = line(event);
          if (at) { held = at.dataset.o; show(held, at); }
        });
        document.addEventListener('click', function (event) {
          var at = line(event);
          if (!at) { return; }
          if (event.target.classList.contains('n')) { event.preventDefault(); }
          held = held === at.dataset.o ? null : at.dataset.o;
          show(at.dataset.o, at);
        });
        document.addEventListener('keydown', function (event) {
          if (event.key === 'Escape') { held = null; show(null, null); }
        });
      })();
      """;
}
