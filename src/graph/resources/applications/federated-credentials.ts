// Tokens of other issuers that an application signs in with.
import type { Entity, FederatedIdentityCredential } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { federatedNameTaken, federatedSubjectTaken, tooManyFederated } from './errors.ts';

const PATH = 'applications/federatedIdentityCredentials';

/** [documented] how many an application can have. */
export const FEDERATED_CREDENTIALS_LIMIT = 20;

/** [documented] application-post-federatedidentitycredentials */
const REQUIRED = ['audiences', 'issuer', 'name', 'subject'];

function checkSubject({ parent, tenant }: Call, value: JsonObject, self?: Entity): void {
  const others = tenant.collection(PATH).where('$parent', parent?.id);
  const { issuer, subject } = { ...self, ...value } as unknown as FederatedIdentityCredential;
  if (others.some((each) => each.id !== self?.id && each.issuer === issuer && each.subject === subject))
    throw federatedSubjectTaken(issuer, subject);
  // [documented] one audience, though it is a list.
  const audiences = value['audiences'] as readonly string[] | undefined;
  if (audiences && audiences.length !== 1)
    throw errors.invalidPropertyValue('audiences', 'FederatedIdentityCredential');
}

export const federatedCredentials: Resource = defineResource({
  path: PATH,
  type: 'federatedIdentityCredential',
  family: 'directory',
  verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
  alternateKeys: ['name'],
  // [documented] federatedidentitycredential-get: by its id or its name.
  plainAlternateKey: true,
  beforeCreate(call, draft) {
    for (const name of REQUIRED) {
      // A subject can be replaced by an expression. [documented]
      if (name === 'subject' && draft['claimsMatchingExpression']) continue;
      if (!draft[name]) throw errors.requiredPropertyMissing(name);
    }
    const siblings = call.tenant.collection(PATH).where('$parent', call.parent?.id);
    if (siblings.some((each) => each['name'] === draft['name']))
      throw federatedNameTaken(String(draft['name']));
    checkSubject(call, draft);
    if (siblings.length >= FEDERATED_CREDENTIALS_LIMIT) throw tooManyFederated(FEDERATED_CREDENTIALS_LIMIT);
    return draft;
  },
  beforeUpdate(call, credential, patch) {
    // [documented] the name can't be changed.
    if (patch['name'] !== undefined && patch['name'] !== credential['name'])
      throw errors.readOnlyProperty('name');
    checkSubject(call, patch, credential);
    return patch;
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/application-post-federatedidentitycredentials',
    'https://learn.microsoft.com/graph/api/application-list-federatedidentitycredentials',
    'https://learn.microsoft.com/graph/api/federatedidentitycredential-get',
    'https://learn.microsoft.com/graph/api/federatedidentitycredential-update',
    'https://learn.microsoft.com/graph/api/federatedidentitycredential-delete',
  ],
});
