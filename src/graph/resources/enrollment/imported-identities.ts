// Lists of devices that an administrator knows beforehand: Apple's, below a token, and corporate identifiers.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { IDENTITIES, identitiesOf } from './dep-sync.ts';
import * as errors from './errors.ts';
import { ENROLLMENT_SERVICE, reference } from './services.ts';

const CORPORATE = 'deviceManagement/importedDeviceIdentities';

/** [documented] how many corporate identifiers a file may have; [inferred] a request as well. */
export const IMPORT_LIMIT = 5000;

interface Import {
  readonly set: string;
  readonly present: Entity | undefined;
  readonly body: JsonObject;
  /** What a new one has that its body doesn't say. */
  readonly fresh: JsonObject;
}

/**
 * Takes one of a list over. `status` in the result says whether that happened: what is there already stays as it is, unless
 * the caller wants it overwritten. [documented]
 */
function importOne(call: Call, { set, present, body, fresh }: Import, overwrite: boolean): Entity {
  const collection = call.tenant.collection(set);
  const { id: _, ...given } = withoutAnnotations(body);
  const by = actorOf(call);
  if (!present) {
    const created = { ...fresh, ...given, id: call.tenant.random.guid() };
    return { ...collection.insert(created, by), status: true };
  }
  if (!overwrite) return { ...present, status: false };
  return { ...collection.update(present.id, given, by), status: true };
}

function withoutAnnotations(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('@')));
}

function listed(bodies: unknown): readonly JsonObject[] {
  const list = (bodies as JsonObject[] | undefined) ?? [];
  if (list.length > IMPORT_LIMIT) throw errors.tooManyIdentities();
  return list;
}

const importAppleDevices: Operation = {
  on: 'importedAppleDeviceIdentity',
  name: 'importAppleDeviceIdentityList',
  bound: 'set',
  run(call, _, { importedAppleDeviceIdentities: bodies, overwriteImportedDeviceIdentities: overwrite }) {
    const token = call.parent;
    if (!token) return [];
    return listed(bodies).map((body) => {
      const [present] = identitiesOf(call, token, String(body['serialNumber']));
      const fresh = { $parent: token.id, createdDateTime: now(call), discoverySource: 'adminImport' };
      return importOne(call, { set: IDENTITIES, present, body, fresh }, overwrite === true);
    });
  },
  evidence: 'documented',
  sources: [reference('intune-enrollment-importedappledeviceidentity-importappledeviceidentitylist')],
};

/** The corporate identifier with that value and of that type. */
function corporateIdentity(call: Call, body: JsonObject): Entity | undefined {
  return call.tenant
    .collection(CORPORATE)
    .where('importedDeviceIdentifier', body['importedDeviceIdentifier'])
    .find(
      ({ importedDeviceIdentityType: type }) => type === (body['importedDeviceIdentityType'] ?? 'unknown'),
    );
}

const importDevices: Operation = {
  on: 'importedDeviceIdentity',
  name: 'importDeviceIdentityList',
  bound: 'set',
  run(call, _, { importedDeviceIdentities: bodies, overwriteImportedDeviceIdentities: overwrite }) {
    const at = now(call);
    return listed(bodies).map((body) => {
      const present = corporateIdentity(call, body);
      const fresh = { createdDateTime: at, enrollmentState: 'notContacted' };
      const dated = { ...body, lastModifiedDateTime: at };
      return importOne(call, { set: CORPORATE, present, body: dated, fresh }, overwrite === true);
    });
  },
  evidence: 'documented',
  sources: [reference('intune-enrollment-importeddeviceidentity-importdeviceidentitylist')],
};

const searchExisting: Operation = {
  on: 'importedDeviceIdentity',
  name: 'searchExistingIdentities',
  bound: 'set',
  run: (call, _, { importedDeviceIdentities: bodies }) =>
    listed(bodies).flatMap((body) => corporateIdentity(call, body) ?? []),
  evidence: 'documented',
  sources: [reference('intune-enrollment-importeddeviceidentity-searchexistingidentities')],
};

export const importedIdentities: readonly Resource[] = [
  defineResource({
    path: IDENTITIES,
    type: 'importedAppleDeviceIdentity',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    beforeCreate(call, draft) {
      const serialNumber = draft['serialNumber'];
      if (call.parent && serialNumber && identitiesOf(call, call.parent, String(serialNumber)).length > 0) {
        throw errors.identityExists();
      }
      return { discoverySource: 'adminImport', ...draft };
    },
    evidence: 'documented',
    sources: [reference('resources/intune-enrollment-importedappledeviceidentity')],
  }),
  defineResource({
    path: CORPORATE,
    type: 'importedDeviceIdentity',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    beforeCreate(call, draft) {
      if (corporateIdentity(call, draft)) throw errors.identityExists();
      return { enrollmentState: 'notContacted', ...draft };
    },
    evidence: 'documented',
    sources: [
      reference('resources/intune-enrollment-importeddeviceidentity'),
      'https://learn.microsoft.com/intune/device-enrollment/add-corporate-identifiers',
    ],
  }),
];

export const importedIdentityOperations: readonly Operation[] = [
  importAppleDevices,
  importDevices,
  searchExisting,
];
