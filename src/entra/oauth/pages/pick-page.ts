import { html } from '../../../markup/html.ts';
import type { User } from '../../../tenant/index.ts';
import type { EntraResponse } from '../messages.ts';
import type { FoundUsers } from '../user-search.ts';
import { type Answers, form } from './forms.ts';
import { showPage } from './page.ts';

export interface PickPage {
  readonly appName: string;
  readonly directory: string;
  readonly found: FoundUsers;
  readonly find: string;
  /** Who has signed in before; they come first. */
  readonly signedIn: readonly User[];
  readonly answers: Answers;
  /** Why the person sees the page again. */
  readonly problem?: string | undefined;
  readonly leadsTo: string | undefined;
}

/** Who are you? Nobody is asked to prove it, unless a password is known. */
export function showPickPage(page: PickPage): Promise<EntraResponse> {
  const { appName, directory, found, find, signedIn, answers, problem, leadsTo } = page;
  const known = new Set(signedIn.map(({ id }) => id));
  const others = found.users.filter(({ id }) => !known.has(id));
  const body = html`<h1>Sign in</h1>
<p>to <strong>${appName}</strong>, as somebody of ${directory}</p>
${problem !== undefined && html`<p class="bad" role="alert">${problem}</p>`}
${signedIn.length > 0 && form(answers, html`<h2>Signed in before</h2>${choices(signedIn)}`)}
${form(
  answers,
  html`<label for="find">Name or user principal name begins with</label>
<div class="buttons beside"><input id="find" name="find" value="${find}" autocomplete="off" spellcheck="false"><button>Search</button></div>`,
)}
${form({ ...answers, find }, others.length > 0 ? choices(others) : html`<p>Nobody is called that.</p>`)}
${
  found.next !== undefined &&
  form(
    { ...answers, find, after: found.next },
    html`<div class="buttons"><button>${found.exhausted ? 'Search further' : 'More'}</button></div>`,
  )
}
${form(answers, html`<div class="buttons"><button name="cancel" value="yes">Cancel</button></div>`)}`;
  return showPage({ title: `Sign in to ${appName}`, body, leadsTo });
}

function choices(users: readonly User[]) {
  return html`<ul class="choices">${users.map(
    (user) => html`
<li><button name="user" value="${user.id}">${user.displayName}<span>${user.userPrincipalName}</span></button></li>`,
  )}
</ul>`;
}
