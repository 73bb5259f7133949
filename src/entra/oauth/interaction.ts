import { toIso } from '../../clock/index.ts';
import { isStrongPassword, mayConsentForAll, withPassword } from '../../directory/index.ts';
import type { User } from '../../tenant/index.ts';
import { redeemPass } from '../temporary-access-pass.ts';
import type { OrganizationConsent } from './admin-consent.ts';
import { type Attempt, checkUser, type Manner, recordAttempt } from './attempts.ts';
import type { Client } from './clients.ts';
import { grantConsent, type MissingConsent, mayConsent, missingConsent } from './consent.ts';
import type { Context, EndpointVersion } from './context.ts';
import {
  adminConsentNeeded,
  cancelled,
  consentDeclined,
  EntraError,
  notConsented,
  notSignedIn,
  secondFactorDenied,
} from './errors/index.ts';
import type { EntraRequest, EntraResponse } from './messages.ts';
import type { Answers } from './pages/forms.ts';
import { showPickPage } from './pages/pick-page.ts';
import {
  showApprovePage,
  showConsentPage,
  showNeedAdminPage,
  showNewPasswordPage,
  showPasswordPage,
} from './pages/question-pages.ts';
import { checkPassword, findUser } from './people.ts';
import type { RequestedScopes } from './scopes.ts';
import { readSession, type Session, type SignedIn } from './session.ts';
import { readStatement, signStatement } from './statements.ts';
import { directoryName } from './tenant-names.ts';
import { searchUsers } from './user-search.ts';

export type Prompt = 'none' | 'login' | 'select_account' | 'consent' | 'create' | undefined;

/**
 * A conversation with a person about signing in. Each page is a form that comes back with what was answered, so nothing is
 * kept in between; whoever sends all answers at once sees no page.
 */
export interface Interaction {
  readonly context: Context;
  readonly request: EntraRequest;
  readonly version: EndpointVersion;
  readonly client: Client;
  readonly requested: RequestedScopes;
  readonly manner: Manner;
  readonly prompt: Prompt;
  readonly loginHint: string | undefined;
  /** What the person has said: `user`, `password`, `new_password`, `approve`, `consent`, `for_all`, `cancel`, `find`, `after`. */
  readonly answers: URLSearchParams;
  /** What goes along with every answer. */
  readonly carried: Answers;
  /** What an administrator is asked to grant for everybody, instead of what the request asks for. */
  readonly organization?: OrganizationConsent;
  /** Where the last form leads in the end. */
  readonly leadsTo: string | undefined;
}

/** Either there is another page to show, or somebody has signed in. */
export type Outcome =
  | { readonly page: EntraResponse }
  | { readonly page?: undefined; readonly signedIn: SignedIn; readonly session: Session };

/** Asks for a page. */
class Asks extends Error {
  readonly page: Promise<EntraResponse>;

  constructor(page: Promise<EntraResponse>) {
    super('a person has to answer');
    this.page = page;
  }
}

/** Takes a person as far as their answers go. Throws EntraError when they may not, or don't want to. */
export async function converse(interaction: Interaction): Promise<Outcome> {
  const { context, request, version, manner, client, requested, answers } = interaction;
  if (answers.get('cancel') === 'yes') throw cancelled();
  const session = await readSession(context, request);
  const { resource } = requested.apis[0];
  const attempt: Attempt = { context, request, version, manner, client, resource };
  try {
    const person = await identify(interaction, attempt, session);
    const signedIn = await approve(interaction, attempt, person);
    await agree(interaction, signedIn);
    recordAttempt(attempt, undefined);
    return { signedIn, session };
  } catch (error) {
    if (error instanceof Asks) return { page: await error.page };
    if (error instanceof EntraError) recordAttempt(attempt, error);
    throw error;
  }
}

/** Who it is: by what was proved on an earlier page, by what was answered, or by the session. */
async function identify(interaction: Interaction, attempt: Attempt, session: Session): Promise<SignedIn> {
  const { context, answers, prompt, loginHint } = interaction;
  const proved = await readProof(context, answers.get('proof'));
  if (proved) return proved;
  const named = answers.get('user');
  if (named !== null) return chosen(interaction, attempt, session, named);
  const hinted = loginHint === undefined ? undefined : findUser(context, loginHint);
  const before =
    loginHint === undefined
      ? session.people.length === 1 || prompt === 'none'
        ? session.people[0]
        : undefined
      : session.people.find(({ user }) => user.id === hinted?.id);
  if (prompt === 'none') {
    if (before) return before;
    // Differs from the service on purpose: a test names somebody, and need not have signed in on a page before.
    if (hinted && hinted.$password === undefined) return { user: hinted, methods: ['pwd'] };
    throw notSignedIn();
  }
  if (before && prompt !== 'login' && prompt !== 'select_account') return before;
  throw new Asks(pickPage(interaction, session, undefined));
}

/** Somebody was picked, on the page or by a script. */
function chosen(interaction: Interaction, attempt: Attempt, session: Session, name: string): SignedIn {
  const { context, answers, prompt, carried, client, leadsTo } = interaction;
  const user = findUser(context, name);
  attempt.userName = name;
  if (!user) throw new Asks(pickPage(interaction, session, `Nobody here is called ${name}.`));
  const before = session.people.find((each) => each.user.id === user.id);
  if (before && prompt !== 'login') return before;
  const password = answers.get('password');
  // [documented] a Temporary Access Pass takes the place of the password and counts as a second factor; [inferred] what tokens call that.
  if (password !== null && redeemPass(context.tenant, user.id, password, 'page'))
    return { user, methods: ['pwd', 'mfa'] };
  if (user.$password === undefined) return { user, methods: ['pwd'] };
  const ask = (problem: string | undefined) =>
    new Asks(
      showPasswordPage({
        appName: client.displayName,
        user,
        answers: { ...carried, user: user.id },
        leadsTo,
        problem,
      }),
    );
  if (password === null) throw ask(undefined);
  try {
    checkPassword(user, password);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    if (error.code === PASSWORD_EXPIRED)
      return { user: withNewPassword(interaction, user, password), methods: ['pwd'] };
    recordAttempt({ ...attempt, user }, error);
    throw ask(error.message);
  }
  return { user, methods: ['pwd'] };
}

const PASSWORD_EXPIRED = 50055;

/** Somebody whose password is good for nothing but another one. [documented] forceChangePasswordNextSignIn */
function withNewPassword(interaction: Interaction, user: User, password: string): User {
  const { context, answers, carried, client, leadsTo } = interaction;
  const { tenant } = context;
  const wanted = answers.get('new_password');
  const repeated = answers.get('confirm_password') ?? wanted;
  if (wanted !== null && wanted !== password && wanted === repeated && isStrongPassword(wanted)) {
    const profile = { password: wanted, forceChangePasswordNextSignIn: false };
    const by = { kind: 'user', id: user.id, name: user.displayName } as const;
    return tenant
      .collection('users')
      .update(user.id, withPassword(user, profile, toIso(tenant.clock.now)), by);
  }
  throw new Asks(
    showNewPasswordPage({
      appName: client.displayName,
      user,
      answers: { ...carried, user: user.id },
      leadsTo,
      problem: wanted === null ? undefined : newPasswordProblem(wanted, repeated, password),
    }),
  );
}

function newPasswordProblem(wanted: string, repeated: string | null, password: string): string {
  if (wanted === password) return 'The new password must be another one.';
  if (wanted !== repeated) return 'The two new passwords are not the same.';
  return 'A password has 8 to 256 characters, and three of: lowercase letters, uppercase letters, numbers, symbols.';
}

const SECOND_FACTOR_NEEDED = 50076;

/** Whether they may sign in, with a second factor where a policy asks for one. */
async function approve(interaction: Interaction, attempt: Attempt, person: SignedIn): Promise<SignedIn> {
  const { answers, prompt } = interaction;
  try {
    checkUser(attempt, person.user, person.methods);
    return person;
  } catch (error) {
    const isMissing = error instanceof EntraError && error.code === SECOND_FACTOR_NEEDED;
    if (!isMissing || prompt === 'none') throw error;
  }
  if (answers.get('approve') === 'no') throw secondFactorDenied();
  if (answers.get('approve') !== 'yes') throw new Asks(showApprovePage(await question(interaction, person)));
  const signedIn = { ...person, methods: [...person.methods, 'mfa'] };
  checkUser(attempt, person.user, signedIn.methods);
  return signedIn;
}

/** Whether the application may have what it asks for, which the person may grant now. */
async function agree(interaction: Interaction, signedIn: SignedIn): Promise<void> {
  const { context, client, requested, answers, prompt, organization } = interaction;
  const { user } = signedIn;
  if (organization) return agreeForAll(interaction, signedIn, organization);
  const missing = missingConsent(context, client, requested, user, prompt === 'consent');
  if (missing.length === 0) return;
  if (prompt === 'none') throw notConsented(client.appId, client.displayName);
  const said = answers.get('consent');
  if (said === 'decline') throw consentDeclined();
  const may = mayConsent(context, user, missing);
  if (said === 'accept') {
    if (!may) throw adminConsentNeeded();
    const forAll = answers.get('for_all') === 'yes' && mayConsentForAll(context.tenant, user.id);
    grantConsent(context, client, user, missing, forAll);
    return;
  }
  throw new Asks(consentPage(await question(interaction, signedIn), missing, may, interaction));
}

/** An administrator agrees for everybody, or nobody does. */
async function agreeForAll(
  interaction: Interaction,
  signedIn: SignedIn,
  { missing, grant }: OrganizationConsent,
): Promise<void> {
  const { context, answers } = interaction;
  const said = answers.get('consent');
  if (said === 'decline') throw consentDeclined();
  const may = mayConsentForAll(context.tenant, signedIn.user.id);
  if (said === 'accept' && !may) throw adminConsentNeeded();
  if (said === 'accept') return grant(signedIn.user);
  const all = { ...(await question(interaction, signedIn)), missing, forAll: true, onlyForAll: true };
  throw new Asks(may ? showConsentPage(all) : showNeedAdminPage(all));
}

function consentPage(
  asked: Awaited<ReturnType<typeof question>>,
  missing: readonly MissingConsent[],
  may: boolean,
  { context }: Interaction,
): Promise<EntraResponse> {
  const all = { ...asked, missing, forAll: mayConsentForAll(context.tenant, asked.user.id) };
  return may ? showConsentPage(all) : showNeedAdminPage(all);
}

async function question({ context, client, carried, leadsTo }: Interaction, { user, methods }: SignedIn) {
  const proof = await signStatement(context, 'proof', { user: user.id, methods });
  return { appName: client.displayName, user, answers: { ...carried, proof }, leadsTo };
}

async function readProof(context: Context, text: string | null): Promise<SignedIn | undefined> {
  if (text === null) return undefined;
  const proof = await readStatement<{ user: string; methods: readonly string[] }>(context, 'proof', text);
  const user = proof && context.tenant.collection('users').get(proof.user);
  return user && { user, methods: proof.methods };
}

function pickPage(
  { context, client, answers, carried, loginHint, leadsTo }: Interaction,
  session: Session,
  problem: string | undefined,
): Promise<EntraResponse> {
  const find = answers.get('find') ?? loginHint ?? '';
  const signedIn: User[] = session.people.map(({ user }) => user);
  return showPickPage({
    appName: client.displayName,
    directory: directoryName(context.tenant),
    found: searchUsers(context, find, answers.get('after') ?? undefined),
    find,
    signedIn,
    answers: carried,
    problem,
    leadsTo,
  });
}
