/** The style of the reference page: follows the reader's own light or dark, wraps on small screens. */
export const REFERENCE_STYLE = `:root{color-scheme:light dark;--line:#8886;--accent:light-dark(#154273,#8fc4ff)}
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.2}h2{border-bottom:2px solid var(--accent);padding-top:1rem}
a{color:var(--accent)}a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;padding:0}
.operation{border-top:1px solid var(--line);padding:.5rem 0}
.method{background:var(--accent);color:light-dark(#fff,#000);padding:.1em .5em;border-radius:.2em;font-size:.8em}
summary{cursor:pointer;padding:.4rem 0;min-height:1.5rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}th{font-weight:600}
code{font-family:ui-monospace,monospace;font-size:.9em}
`;
