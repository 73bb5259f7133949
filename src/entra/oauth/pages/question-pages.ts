import { html } from '../../../markup/html.ts';
import type { User } from '../../../tenant/index.ts';
import type { MissingConsent } from '../consent.ts';
import type { EntraResponse } from '../messages.ts';
import { type Answers, form } from './forms.ts';
import { showPage } from './page.ts';

interface Question {
  readonly appName: string;
  readonly user: User;
  readonly answers: Answers;
  readonly leadsTo: string | undefined;
}

interface PasswordQuestion extends Question {
  readonly problem: string | undefined;
}

/** The password of somebody whose is known. */
export function showPasswordPage(question: PasswordQuestion): Promise<EntraResponse> {
  const { user, answers, leadsTo, problem } = question;
  const body = html`<h1>Enter password</h1>
<p class="quiet">${user.userPrincipalName}</p>
${problem !== undefined && html`<p class="bad" role="alert" id="problem">${problem}</p>`}
${form(
  answers,
  html`<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus${problem !== undefined && html` aria-describedby="problem"`}>
<div class="buttons"><button class="main">Sign in</button><button name="cancel" value="yes" formnovalidate>Cancel</button></div>`,
)}`;
  return showPage({ title: 'Enter password', body, leadsTo });
}

/** A password in place of one that was good for the first sign-in only, or has expired. */
export function showNewPasswordPage(question: PasswordQuestion): Promise<EntraResponse> {
  const { user, answers, leadsTo, problem } = question;
  const field = (name: string, label: string, kind: string) =>
    html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="password" autocomplete="${kind}-password" required${problem !== undefined && html` aria-describedby="problem"`}>
`;
  const body = html`<h1>Update your password</h1>
<p class="quiet">${user.userPrincipalName}</p>
<p>You need to update your password because this is the first time you are signing in, or because your password has expired.</p>
${problem !== undefined && html`<p class="bad" role="alert" id="problem">${problem}</p>`}
${form(
  answers,
  html`${field('password', 'Current password', 'current')}${field('new_password', 'New password', 'new')}${field('confirm_password', 'Confirm password', 'new')}
<div class="buttons"><button class="main">Sign in</button><button name="cancel" value="yes" formnovalidate>Cancel</button></div>`,
)}`;
  return showPage({ title: 'Update your password', body, leadsTo });
}

/** A second factor that the person always has at hand: a button. */
export function showApprovePage({ appName, user, answers, leadsTo }: Question): Promise<EntraResponse> {
  const body = html`<h1>Approve sign-in request</h1>
<p class="quiet">${user.userPrincipalName}</p>
<p>The organization asks for a second factor to open <strong>${appName}</strong>. Here it is a button.</p>
${form(
  answers,
  html`<div class="buttons"><button class="main" name="approve" value="yes" autofocus>Approve</button><button name="approve" value="no">Deny</button></div>`,
)}`;
  return showPage({ title: 'Approve sign-in request', body, leadsTo });
}

export interface ConsentQuestion extends Question {
  readonly missing: readonly MissingConsent[];
  /** Whether the person may agree for everybody. */
  readonly forAll: boolean;
  /** Whether only that can be agreed to. */
  readonly onlyForAll?: boolean;
}

/** What an application wants to do. */
export function showConsentPage(question: ConsentQuestion): Promise<EntraResponse> {
  const { appName, user, answers, missing, forAll, onlyForAll = false, leadsTo } = question;
  const body = html`<h1>Permissions requested</h1>
<p class="quiet">${user.userPrincipalName}</p>
${wishes(appName, missing, onlyForAll)}
${form(
  answers,
  html`${forAll && !onlyForAll && html`<label class="inline"><input type="checkbox" name="for_all" value="yes"> Consent on behalf of the organization</label>`}
<div class="buttons"><button class="main" name="consent" value="accept">Accept</button><button name="consent" value="decline">Cancel</button></div>`,
)}`;
  return showPage({ title: `Permissions requested by ${appName}`, body, leadsTo });
}

/** The same for somebody who may not agree to it. */
export function showNeedAdminPage({
  appName,
  user,
  answers,
  missing,
  leadsTo,
}: ConsentQuestion): Promise<EntraResponse> {
  const body = html`<h1>Administrator approval needed</h1>
<p class="quiet">${user.userPrincipalName}</p>
<p><strong>${appName}</strong> needs permissions that only an administrator can grant:</p>
${scopeList(missing, true)}
<p>Ask an administrator to grant them, or sign in as one.</p>
${form(
  answers,
  html`<div class="buttons"><button name="consent" value="decline">Return without granting consent</button></div>`,
)}`;
  return showPage({ title: 'Administrator approval needed', body, leadsTo });
}

function wishes(appName: string, missing: readonly MissingConsent[], forAdmin: boolean) {
  return missing.some(({ scopes }) => scopes.length > 0)
    ? html`<p><strong>${appName}</strong> would like to:</p>
${scopeList(missing, forAdmin)}`
    : html`<p><strong>${appName}</strong> asks for no permissions.</p>`;
}

function scopeList(missing: readonly MissingConsent[], forAdmin: boolean) {
  return html`<ul class="scopes">${missing.flatMap(({ resource, scopes }) =>
    scopes.map(
      ({ value, adminConsentDisplayName, userConsentDisplayName }) => html`
<li>${forAdmin ? adminConsentDisplayName : userConsentDisplayName} <span class="quiet">(${resource.principal.displayName ?? ''}: ${value})</span></li>`,
    ),
  )}
</ul>`;
}
