// How users prove who they are: what administrators see and register. https://learn.microsoft.com/graph/api/resources/authenticationmethods-overview
import {
  isMethodAllowed,
  methodConfiguration,
  passUsability,
  TEMPORARY_ACCESS_PASSES,
} from '../../../directory/index.ts';
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource, type ResourceDeclaration } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { methodNotAllowed } from './errors.ts';

const ROOT = 'users/authentication';

/** [documented] the ids of the password, of the phones by type, and of the email address are the same for all users. */
const PASSWORD_ID = '28c10230-6103-485e-b985-444c60001490';
const EMAIL_ID = '3ddfcfc8-9383-446f-83cc-3ab9be4be18f';
const PHONE_IDS: Readonly<Record<string, string>> = {
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
};

/** The sets whose entities are methods, and their types, in the order in which they are listed. [inferred] the order. */
const KINDS: readonly (readonly [string, string])[] = [
  ['phoneMethods', 'phoneAuthenticationMethod'],
  ['emailMethods', 'emailAuthenticationMethod'],
  ['fido2Methods', 'fido2AuthenticationMethod'],
  ['microsoftAuthenticatorMethods', 'microsoftAuthenticatorAuthenticationMethod'],
  ['platformCredentialMethods', 'platformCredentialAuthenticationMethod'],
  ['softwareOathMethods', 'softwareOathAuthenticationMethod'],
  ['temporaryAccessPassMethods', 'temporaryAccessPassAuthenticationMethod'],
  ['windowsHelloForBusinessMethods', 'windowsHelloForBusinessAuthenticationMethod'],
];

const page = (name: string) => `https://learn.microsoft.com/graph/api/${name}`;

const password = (): Entity => ({ id: PASSWORD_ID, password: null });

/** What a user has registered, each by the id that it has among the user's own. */
function methodsOf({ tenant }: Call, user: Entity | undefined): readonly Entity[] {
  if (!user) return [];
  const registered = KINDS.flatMap(([set, type]) =>
    tenant
      .collection(`${ROOT}/${set}`)
      .where('$parent', user.id)
      .map((method) => ({
        ...method,
        ...(set === 'temporaryAccessPassMethods' && passUsability(tenant, method)),
        id: method.id.replace(`${user.id}_`, ''),
        '@odata.type': `#microsoft.graph.${type}`,
      })),
  );
  return [{ ...password(), '@odata.type': '#microsoft.graph.passwordAuthenticationMethod' }, ...registered];
}

const idOf = ({ parent }: Call, local: string) => `${parent?.id}_${local}`;

function method(
  set: string,
  type: string,
  sources: readonly string[],
  more: Partial<ResourceDeclaration>,
): Resource {
  return defineResource({
    path: `${ROOT}/${set}`,
    type,
    family: 'directory',
    evidence: 'documented',
    sources: sources.map(page),
    ...more,
  });
}

/** [documented] phoneauthenticationmethod: `+1 5555551234`, perhaps with an extension. */
const PHONE = /^\+\d{1,3} \d{4,}(?:x\d+)?$/;

function checkPhone({ phoneNumber }: JsonObject): void {
  if (phoneNumber !== undefined && !PHONE.test(String(phoneNumber)))
    throw errors.invalidPropertyValue('phoneNumber', 'PhoneAuthenticationMethod');
}

const phones = method(
  'phoneMethods',
  'phoneAuthenticationMethod',
  [
    'authentication-list-phonemethods',
    'authentication-post-phonemethods',
    'phoneauthenticationmethod-update',
    'phoneauthenticationmethod-delete',
  ],
  {
    localIds: true,
    beforeCreate(call, draft) {
      for (const name of ['phoneNumber', 'phoneType'])
        if (!draft[name]) throw errors.requiredPropertyMissing(name);
      checkPhone(draft);
      const local = PHONE_IDS[String(draft['phoneType'])];
      if (local === undefined) throw errors.invalidPropertyValue('phoneType', 'PhoneAuthenticationMethod');
      return { ...draft, id: idOf(call, local) };
    },
    beforeUpdate(_call, phone, patch) {
      checkPhone(patch);
      if (patch['phoneType'] !== undefined && patch['phoneType'] !== phone['phoneType'])
        throw errors.readOnlyProperty('phoneType');
      return patch;
    },
  },
);

const emails = method(
  'emailMethods',
  'emailAuthenticationMethod',
  [
    'authentication-list-emailmethods',
    'authentication-post-emailmethods',
    'emailauthenticationmethod-update',
  ],
  {
    localIds: true,
    beforeCreate(call, draft) {
      if (!draft['emailAddress']) throw errors.requiredPropertyMissing('emailAddress');
      return { ...draft, id: idOf(call, EMAIL_ID) };
    },
  },
);

const passwords = method(
  'passwordMethods',
  'passwordAuthenticationMethod',
  ['authentication-list-passwordmethods', 'passwordauthenticationmethod-get'],
  {
    verbs: ['list', 'get'],
    source: { kind: 'computed', compute: (_call, user) => (user ? [password()] : []), complete: true },
  },
);

const methods = method(
  'methods',
  'authenticationMethod',
  ['authentication-list-methods', 'authenticationmethod-get'],
  { verbs: ['list', 'get'], source: { kind: 'computed', compute: methodsOf, complete: true } },
);

/** What the policy says of passes. [documented] temporaryaccesspassauthenticationmethodconfiguration */
interface PassPolicy {
  readonly defaultLifetimeInMinutes: number;
  readonly defaultLength: number;
  readonly minimumLifetimeInMinutes: number;
  readonly maximumLifetimeInMinutes: number;
  /** Whether all passes are for a single use. */
  readonly isUsableOnce: boolean;
}

const PASS = 'TemporaryAccessPass';
const PASS_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789@#$%&+*';

const passes = method(
  'temporaryAccessPassMethods',
  'temporaryAccessPassAuthenticationMethod',
  [
    'authentication-list-temporaryaccesspassmethods',
    'authentication-post-temporaryaccesspassmethods',
    'temporaryaccesspassauthenticationmethod-get',
    'temporaryaccesspassauthenticationmethod-delete',
  ],
  {
    verbs: ['list', 'get', 'create', 'delete', 'count'],
    beforeCreate(call, draft) {
      const { tenant } = call;
      if (!isMethodAllowed(tenant, String(call.parent?.id), PASS)) throw methodNotAllowed(PASS);
      const policy = methodConfiguration(tenant, PASS) as unknown as PassPolicy;
      const minutes = Number(draft['lifetimeInMinutes'] ?? policy.defaultLifetimeInMinutes);
      if (minutes < policy.minimumLifetimeInMinutes || minutes > policy.maximumLifetimeInMinutes)
        throw errors.invalidPropertyValue('lifetimeInMinutes', 'TemporaryAccessPassAuthenticationMethod');
      // [documented] one for many uses "can only be created … if it is allowed by the … policy"; [inferred] that it is refused so.
      if (policy.isUsableOnce && draft['isUsableOnce'] === false) throw methodNotAllowed(PASS);
      // [documented] a user has one at the most: "the previous Temporary Access Pass will be deleted".
      const present = call.tenant.collection(TEMPORARY_ACCESS_PASSES);
      for (const { id } of [...present.where('$parent', call.parent?.id)]) present.remove(id, actorOf(call));
      return {
        startDateTime: now(call),
        isUsableOnce: policy.isUsableOnce,
        ...draft,
        lifetimeInMinutes: minutes,
        createdDateTime: now(call),
        $pass: call.tenant.random.text(policy.defaultLength, PASS_ALPHABET),
      };
    },
    complete({ tenant }, pass) {
      return { ...pass, ...passUsability(tenant, pass) };
    },
    shownOnce: (pass) => ({ ...pass, temporaryAccessPass: pass['$pass'] }),
  },
);

export const authenticationMethods: readonly Resource[] = [methods, passwords, phones, emails, passes];
