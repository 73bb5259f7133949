import { type Html, html } from '../../../markup/html.ts';
import type { DescribedError } from '../errors/index.ts';
import type { EntraResponse } from '../messages.ts';
import { form } from './forms.ts';
import { showPage } from './page.ts';

/** What went wrong, where there is nobody to send it back to. */
export function showErrorPage(
  { error, description, traceId, correlationId, timestamp }: DescribedError,
  appName?: string,
): Promise<EntraResponse> {
  const body = html`<h1>Sign-in failed</h1>
<p role="alert">${description.split('\r\n')[0] ?? ''}</p>
<dl>
<dt>Request Id</dt><dd>${traceId}</dd>
<dt>Correlation Id</dt><dd>${correlationId}</dd>
<dt>Timestamp</dt><dd>${timestamp}</dd>
${appName !== undefined && html`<dt>App name</dt><dd>${appName}</dd>`}
</dl>`;
  return showPage({ title: 'Sign-in failed', body, status: error.status });
}

/** That something is done. */
export function showMessagePage(
  title: string,
  text: Html,
  headers: Readonly<Record<string, string>> = {},
): Promise<EntraResponse> {
  return showPage({ title, body: html`<h1>${title}</h1>${text}`, headers });
}

/** Where somebody types in what a device shows them. */
export function showDevicePage(problem: string | undefined, userCode: string): Promise<EntraResponse> {
  const body = html`<h1>Enter code</h1>
<p>Enter the code that the app or device shows.</p>
${problem !== undefined && html`<p class="bad" role="alert" id="problem">${problem}</p>`}
${form(
  {},
  html`<label for="user_code">Code</label>
<input id="user_code" name="user_code" value="${userCode}" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus${problem !== undefined && html` aria-describedby="problem"`}>
<div class="buttons"><button class="main">Next</button></div>`,
)}`;
  return showPage({ title: 'Enter code', body, status: problem === undefined ? 200 : 400 });
}

/** Sends an answer on by a form: a script does it at once, a person without scripts with a button. */
export function showFormPost(
  address: string,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Promise<EntraResponse> {
  const body = html`<h1>Signed in</h1>
<form method="post" action="${address}" name="answer">
${Object.entries(parameters).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="buttons"><button class="main">Continue</button></div>
</form>`;
  return showPage({
    title: 'Signed in',
    body,
    leadsTo: address,
    script: 'document.forms[0].submit();',
    headers,
  });
}
