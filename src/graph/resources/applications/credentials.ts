// Client secrets and certificates of applications and service principals.
import { readCertificate } from '../../../directory/index.ts';
import type { ClientSecret, Entity, KeyCredential } from '../../../tenant/index.ts';
import type { DerivedProperty, Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { credentialEndInvalid, secretsByActionOnly, secretUnknown } from './errors.ts';

type HolderType = 'application' | 'servicePrincipal';
const SETS = { application: 'applications', servicePrincipal: 'servicePrincipals' } as const;

/** [documented] passwordCredential: the first three characters are shown ever after. */
const HINT_LENGTH = 3;
/** [documented] application-addpassword: for how many years a secret is good unless the caller says otherwise. */
const SECRET_YEARS = 2;
/** Secrets look like `abc8Q~…` and have 40 characters (known from practice). */
const MARK = '8Q~';
const SECRET_LENGTH = 40;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~';

const list = <T>(holder: JsonObject | Entity, name: string) => (holder[name] ?? []) as readonly T[];

/** Certificates are shown without themselves. [documented] keyCredential: "otherwise, it's always null" */
export const CREDENTIALS_SHOWN: readonly DerivedProperty[] = [
  {
    name: 'keyCredentials',
    unlessSelected: true,
    read: (holder) => holder['keyCredentials'] && list(holder, 'keyCredentials').map(withoutKey),
  },
];

const withoutKey = (credential: unknown) => ({ ...(credential as KeyCredential), key: null });

export function laterBy(years: number, from: string): string {
  const date = new Date(from);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString();
}

/** A secret that the service makes up: what is kept to be shown, and what is kept to be compared. */
function makeSecret(call: Call, wanted: JsonObject): { shown: JsonObject; kept: ClientSecret } {
  const { random } = call.tenant;
  const startDateTime = String(wanted['startDateTime'] ?? now(call));
  const endDateTime = String(wanted['endDateTime'] ?? laterBy(SECRET_YEARS, startDateTime));
  if (Date.parse(endDateTime) <= Date.parse(startDateTime)) throw credentialEndInvalid();
  const value =
    random.text(HINT_LENGTH, ALPHABET) +
    MARK +
    random.text(SECRET_LENGTH - HINT_LENGTH - MARK.length, ALPHABET);
  const keyId = random.guid();
  return {
    shown: {
      customKeyIdentifier: null,
      displayName: wanted['displayName'] ?? null,
      endDateTime,
      hint: value.slice(0, HINT_LENGTH),
      keyId,
      startDateTime,
    },
    kept: { keyId, value, endDateTime },
  };
}

/** The credentials of what is being created; a body asks for secrets by naming them. [documented] application-post-applications */
export function newCredentials(call: Call, draft: JsonObject): JsonObject {
  const secrets = list<JsonObject>(draft, 'passwordCredentials').map((each) => makeSecret(call, each));
  return {
    ...(secrets.length > 0 && {
      passwordCredentials: secrets.map(({ shown }) => shown),
      $secrets: secrets.map(({ kept }) => kept),
    }),
    ...completedKeys(call, draft, []),
  };
}

/** What has just been created, with its secrets. */
export function shownWithSecrets(created: Entity): Entity {
  const secrets = list<ClientSecret>(created, '$secrets');
  if (secrets.length === 0) return created;
  const passwordCredentials = list<JsonObject>(created, 'passwordCredentials').map((each) => ({
    ...each,
    secretText: secrets.find(({ keyId }) => keyId === each['keyId'])?.value,
  }));
  return { ...created, passwordCredentials };
}

/** What a patch does to credentials: secrets can go, and certificates come and go. [documented] application-update */
export function changedCredentials(call: Call, holder: Entity, patch: JsonObject): JsonObject {
  return { ...keptSecrets(holder, patch), ...completedKeys(call, patch, list(holder, 'keyCredentials')) };
}

function keptSecrets(holder: Entity, patch: JsonObject): JsonObject {
  if (patch['passwordCredentials'] === undefined) return {};
  const wanted = new Set(list<JsonObject>(patch, 'passwordCredentials').map(({ keyId }) => keyId));
  const present = list<JsonObject>(holder, 'passwordCredentials');
  if ([...wanted].some((id) => !present.some(({ keyId }) => keyId === id))) throw secretsByActionOnly();
  return secretsWhere(holder, (keyId) => wanted.has(keyId));
}

const secretsWhere = (holder: Entity, keeps: (keyId: unknown) => boolean): JsonObject => ({
  passwordCredentials: list<JsonObject>(holder, 'passwordCredentials').filter(({ keyId }) => keeps(keyId)),
  $secrets: list<ClientSecret>(holder, '$secrets').filter(({ keyId }) => keeps(keyId)),
});

/** Who sends a certificate back without its key keeps it. */
function completedKeys(call: Call, values: JsonObject, present: readonly KeyCredential[]): JsonObject {
  if (values['keyCredentials'] === undefined) return {};
  const keyCredentials = list<KeyCredential & JsonObject>(values, 'keyCredentials').map((each) => {
    const former = present.find(({ keyId }) => keyId !== undefined && keyId === each.keyId);
    if (former) return { ...former, ...each, key: each.key ?? former.key };
    if (!each.key) throw errors.invalidPropertyValue('key', 'KeyCredential');
    return makeKey(call, each);
  });
  return { keyCredentials };
}

/** [documented] keyCredential; that dates and name come from the certificate is known from practice. */
function makeKey(call: Call, wanted: KeyCredential & JsonObject): KeyCredential {
  const certificate = wanted.key ? readCertificate(wanted.key) : undefined;
  const endDateTime = wanted.endDateTime ?? certificate?.notAfter ?? null;
  if (certificate && endDateTime && Date.parse(endDateTime) > Date.parse(certificate.notAfter))
    throw credentialEndInvalid();
  return {
    ...wanted,
    keyId: wanted.keyId ?? call.tenant.random.guid(),
    startDateTime: wanted.startDateTime ?? certificate?.notBefore ?? now(call),
    endDateTime,
    displayName: wanted['displayName'] ?? (certificate && `CN=${certificate.commonName}`) ?? null,
  } as KeyCredential;
}

const page = (on: HolderType, name: string) =>
  `https://learn.microsoft.com/graph/api/${on.toLowerCase()}-${name.toLowerCase()}`;

function update(call: Call, on: HolderType, holder: Entity, change: JsonObject): void {
  call.tenant.collection(SETS[on]).update(holder.id, change, actorOf(call));
}

const addPassword = (on: HolderType): Operation => ({
  on,
  name: 'addPassword',
  run(call, holder, { passwordCredential }) {
    if (!holder) return undefined;
    const { shown, kept } = makeSecret(call, (passwordCredential ?? {}) as JsonObject);
    update(call, on, holder, {
      passwordCredentials: [...list(holder, 'passwordCredentials'), shown],
      $secrets: [...list(holder, '$secrets'), kept],
    });
    return { ...shown, secretText: kept.value };
  },
  evidence: 'documented',
  sources: [page(on, 'addPassword')],
});

const removePassword = (on: HolderType): Operation => ({
  on,
  name: 'removePassword',
  run(call, holder, { keyId }) {
    if (!holder) return;
    const id = String(keyId).toLowerCase();
    if (!list<JsonObject>(holder, 'passwordCredentials').some((each) => each['keyId'] === id))
      throw secretUnknown(id);
    update(
      call,
      on,
      holder,
      secretsWhere(holder, (each) => each !== id),
    );
  },
  evidence: 'documented',
  sources: [page(on, 'removePassword')],
});

const PROOF_UNCHECKED =
  'proof is taken as it is: the service checks that one of the certificates that are there has signed it';

const addKey = (on: HolderType): Operation => ({
  on,
  name: 'addKey',
  run(call, holder, { keyCredential }) {
    if (!holder) return undefined;
    const wanted = (keyCredential ?? {}) as KeyCredential & JsonObject;
    if (!wanted.key) throw errors.invalidPropertyValue('key', 'KeyCredential');
    call.note({ what: PROOF_UNCHECKED, source: page(on, 'addKey') });
    const added = makeKey(call, wanted);
    update(call, on, holder, { keyCredentials: [...list(holder, 'keyCredentials'), added] });
    return withoutKey(added);
  },
  evidence: 'documented',
  sources: [page(on, 'addKey')],
});

const removeKey = (on: HolderType): Operation => ({
  on,
  name: 'removeKey',
  run(call, holder, { keyId }) {
    if (!holder) return;
    const id = String(keyId).toLowerCase();
    const present = list<KeyCredential>(holder, 'keyCredentials');
    call.note({ what: PROOF_UNCHECKED, source: page(on, 'removeKey') });
    if (!present.some((each) => each.keyId === id)) {
      call.note(`there is no key ${id}: nothing is removed`);
      return;
    }
    update(call, on, holder, { keyCredentials: present.filter((each) => each.keyId !== id) });
  },
  evidence: 'documented',
  sources: [page(on, 'removeKey')],
});

export const credentialOperations: readonly Operation[] = (
  ['application', 'servicePrincipal'] as const
).flatMap((on) => [addPassword(on), removePassword(on), addKey(on), removeKey(on)]);
