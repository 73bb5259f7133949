import { Html, html } from '../../../markup/html.ts';
import { sha256Base64 } from '../jwt.ts';
import type { EntraResponse } from '../messages.ts';

/** All that a page looks like; it fetches nothing, from nowhere. */
const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --quiet: #5c5f66; --line: #c9ccd3; --edge: #7b7f88; --act: #1d4ed8; --on-act: #fff; --bad: #b42318; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #1c1d21; --quiet: #a8acb5; --line: #4a4d55; --edge: #858a94; --act: #8ab4ff; --on-act: #10131a; --bad: #ff9b90; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 30rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
p { margin: .5rem 0; }
.quiet { color: var(--quiet); }
.bad { color: var(--bad); }
ul { list-style: none; margin: 1rem 0; padding: 0; }
.choices li { border-top: 1px solid var(--line); }
.choices button { display: block; width: 100%; padding: .6rem .25rem; border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
.choices button:hover, .choices button:focus-visible { background: color-mix(in srgb, var(--act) 12%, transparent); }
.choices span { display: block; color: var(--quiet); font-size: .875rem; }
.scopes li { padding: .35rem 0 .35rem 1rem; border-left: 3px solid var(--line); margin: .25rem 0; }
label { display: block; margin: .75rem 0 .25rem; }
label.inline { display: flex; gap: .5rem; align-items: baseline; }
input:not([type=checkbox]) { width: 100%; padding: .5rem; border: 1px solid var(--edge); border-radius: 4px; background: var(--paper); color: inherit; font: inherit; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0; }
.beside { flex-wrap: nowrap; margin-top: 0; } .beside input { min-width: 0; }
.buttons button { padding: .5rem 1.25rem; border: 1px solid var(--act); border-radius: 4px; background: var(--paper); color: var(--act); font: inherit; cursor: pointer; }
.buttons button.main { background: var(--act); color: var(--on-act); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; font-size: .875rem; }
dd { margin: 0; overflow-wrap: anywhere; }
footer { max-width: 30rem; margin: 0 auto; padding: 0 1.25rem 2rem; color: var(--quiet); font-size: .8125rem; }
`;

export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** Where else than here its form leads in the end: browsers check that for redirects as well. */
  readonly leadsTo?: string | undefined;
  /** A script of ours; a page works without. */
  readonly script?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A whole page. Nothing in it may come from elsewhere, run, or be framed. */
export async function showPage(page: Page): Promise<EntraResponse> {
  const { title, body, status = 200, script } = page;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
${body}
</main>
<footer>Tenantless stands in for Microsoft Entra ID here. Nobody on this page exists.</footer>
${script !== undefined && html`<script>${new Html(script)}</script>`}
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    // An icon of nothing keeps browsers from asking for one.
    'img-src data:',
    `style-src 'sha256-${await sha256Base64(STYLE)}'`,
    ...(script === undefined ? [] : [`script-src 'sha256-${await sha256Base64(script)}'`]),
    `form-action 'self'${sourceOf(page.leadsTo)}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy.join('; '),
      'Cache-Control': 'no-store, no-cache',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      ...page.headers,
    },
    body: document.text,
  };
}

/** An address as the policy names it: its origin, or its scheme when that is an application's own. */
function sourceOf(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return '';
  const { origin, protocol } = new URL(address);
  return ` ${origin === 'null' ? protocol : origin}`;
}
