// Directory objects of any kind. https://learn.microsoft.com/graph/api/resources/directoryobject
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { DIRECTORY_TYPES, findIn } from '../../query/linked.ts';
import type { Call } from '../../request/call.ts';
import { invalidGuid, tooManyValues, valuesInvalid } from './errors.ts';

/** [documented] directoryobject-getbyids: how many ids a request may ask for. */
export const GET_BY_IDS_LIMIT = 1000;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const SETS = Object.keys(DIRECTORY_TYPES);

export const objects: readonly Resource[] = [
  defineResource({
    path: 'directoryObjects',
    type: 'directoryObject',
    family: 'directory',
    verbs: ['get', 'delete'],
    source: { kind: 'union', sets: SETS },
    // [documented] directoryobject-delta; which objects can be restored is their own sets' affair.
    delta: { restorable: () => false },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/directoryobject-get',
      'https://learn.microsoft.com/graph/api/directoryobject-delete',
      'https://learn.microsoft.com/graph/api/directoryobject-delta',
    ],
  }),
];

/** The names of types as requests have them: `user`, `microsoft.graph.user`, `#microsoft.graph.user`. */
const localName = (type: unknown) =>
  String(type)
    .replace(/^#?(?:microsoft\.graph\.)?/i, '')
    .toLowerCase();

const getByIds: Operation = {
  on: 'directoryObject',
  bound: 'set',
  name: 'getByIds',
  run(call, _, { ids, types }) {
    const wanted = ids as string[];
    if (wanted.length > GET_BY_IDS_LIMIT) throw tooManyValues('ids', GET_BY_IDS_LIMIT);
    if (!wanted.every((id) => GUID.test(id))) throw invalidGuid();
    const kinds = ((types as string[] | undefined) ?? []).map(localName);
    const any = kinds.length === 0 || kinds.includes('directoryobject');
    // [documented] what isn't there is left out.
    return [...new Set(wanted.map((id) => id.toLowerCase()))].flatMap((id) => {
      const found = findIn(call, SETS, id);
      return found && (any || kinds.includes(localName(found['@odata.type']))) ? [found] : [];
    });
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/directoryobject-getbyids'],
};

const getUserOwnedObjects: Operation = {
  on: 'directoryObject',
  bound: 'set',
  name: 'getUserOwnedObjects',
  run(call, _, { userId, type }) {
    const owner = String(userId ?? '');
    if (!call.tenant.collection('users').get(owner)) throw errors.directoryNotFound(owner);
    const kind = localName(type ?? 'group');
    const sets = { group: 'groups', application: 'applications', serviceprincipal: 'servicePrincipals' };
    const set = sets[kind as keyof typeof sets];
    if (set === undefined) throw errors.invalidValues();
    for (const id of call.tenant.links(`${set}/owners`).sources(owner)) {
      const found = findIn(call, [set], id);
      if (found) return found;
    }
    return undefined;
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/directory-deleteditems-getuserownedobjects'],
};

const getAvailableExtensionProperties: Operation = {
  on: 'directoryObject',
  bound: 'set',
  name: 'getAvailableExtensionProperties',
  run({ tenant }, _, { isSyncedFromOnPremises }) {
    const all = [...tenant.collection('applications/extensionProperties')];
    if (typeof isSyncedFromOnPremises !== 'boolean') return all;
    return all.filter((each) => Boolean(each['isSyncedFromOnPremises']) === isSyncedFromOnPremises);
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/directoryobject-getavailableextensionproperties'],
};

/** Throws the service's 422 for names that a new group, or this one, couldn't have. */
function checkNames({ tenant }: Call, group: Entity | undefined, mailNickname: unknown): void {
  if (typeof mailNickname !== 'string') return;
  const taken = tenant.collection('groups').where('mailNickname', mailNickname);
  if (!taken.some(({ id }) => id !== group?.id)) return;
  const message = 'Another object with the same value for property mailNickname already exists.';
  throw valuesInvalid([{ target: 'mailNickname', message }]);
}

const validateProperties: readonly Operation[] = [
  {
    on: 'directoryObject',
    bound: 'set',
    name: 'validateProperties',
    run: (call, _, { mailNickname }) => checkNames(call, undefined, mailNickname),
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/directoryobject-validateproperties'],
  },
  {
    on: 'group',
    name: 'validateProperties',
    run: (call, group, { mailNickname }) => checkNames(call, group, mailNickname),
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/group-validateproperties'],
  },
];

export const objectOperations: readonly Operation[] = [
  getByIds,
  getUserOwnedObjects,
  getAvailableExtensionProperties,
  ...validateProperties,
];
