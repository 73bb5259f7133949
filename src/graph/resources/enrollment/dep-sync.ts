// What Intune asks Apple: which devices belong to a token.
import { CADENCES, MINUTE } from '../../../clock/index.ts';
import {
  type Actor,
  type Entity,
  type ImportedAppleDeviceIdentity,
  SERVICES,
  type Tenant,
} from '../../../tenant/index.ts';
import type { ServiceEvent } from '../../declare/resource.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import * as errors from './errors.ts';

export const TOKENS = 'deviceManagement/depOnboardingSettings';
export const IDENTITIES = `${TOKENS}/importedAppleDeviceIdentities` as const;

/** [documented] how long after a synchronization the next one can be asked for. */
export const SYNC_PAUSE_MINUTES = CADENCES.enrollmentSyncPause.span / MINUTE;
const SYNC_EVENT = 'depSync';
/** [inferred] what Apple says to a token that has expired: HTTP's number for it. */
const TOKEN_EXPIRED = 401;

/** The identities of a token, or the one with a serial number. */
export function identitiesOf(
  { tenant }: Pick<Call, 'tenant'>,
  token: Entity,
  serialNumber?: string,
): ImportedAppleDeviceIdentity[] {
  const identities = tenant.collection(IDENTITIES);
  if (serialNumber === undefined) return identities.where('$parent', token.id);
  return identities.where('serialNumber', serialNumber).filter(({ $parent }) => $parent === token.id);
}

/** Somebody asks for a synchronization. Throws GraphError when the last one was less than a quarter of an hour ago. */
export function syncWithApple(call: Call, token: Entity): void {
  const last = Date.parse(String(token['lastSyncTriggeredDateTime'] ?? ''));
  if (call.tenant.clock.now - last < SYNC_PAUSE_MINUTES * MINUTE) throw errors.syncTooSoon();
  synchronize(call.tenant, token, actorOf(call));
}

/** What Intune does without being asked. */
export const automaticSync: ServiceEvent = {
  kind: SYNC_EVENT,
  begin(tenant) {
    const tokens = tenant.collection(TOKENS);
    const awaitSync = (token: Entity) => {
      const last = Date.parse(String(token['lastSyncTriggeredDateTime'] ?? ''));
      const due = last + CADENCES.enrollmentSync.span;
      const { now } = tenant.clock;
      tenant.clock.schedule(due > now ? due : now + CADENCES.enrollmentSync.span, SYNC_EVENT, token.id);
    };
    const awaitAll = () => {
      if (tokens.size === 0) return;
      const awaited = new Set(tenant.clock.subjectsOf(SYNC_EVENT));
      for (const token of tokens) if (!awaited.has(token.id) && token['$unlisted'] !== true) awaitSync(token);
    };
    awaitAll();
    tenant.journal.subscribe(({ set, change, after }) => {
      if (change === 'restore') awaitAll();
      else if (set === TOKENS && change === 'create' && after && after['$unlisted'] !== true)
        awaitSync(after);
    });
  },
  run(tenant, id) {
    const token = tenant.collection(TOKENS).get(id);
    if (!token) return;
    synchronize(tenant, token, SERVICES.intune);
    tenant.clock.schedule(tenant.clock.now + CADENCES.enrollmentSync.span, SYNC_EVENT, id);
  },
};

/**
 * Takes over what Apple Business Manager has: new devices, and which ones were released. That it is done at once is ours: the
 * service takes up to a quarter of an hour.
 */
function synchronize(tenant: Tenant, token: Entity, by: Actor): void {
  const tokens = tenant.collection(TOKENS);
  const at = now({ tenant });
  tokens.update(token.id, { lastSyncTriggeredDateTime: at }, by);
  const expires = Date.parse(String(token['tokenExpirationDateTime'] ?? ''));
  if (expires <= tenant.clock.now) {
    tokens.update(token.id, { lastSyncErrorCode: TOKEN_EXPIRED }, SERVICES.intune);
    return;
  }
  takeOver(tenant, token, at);
  const syncedDeviceCount = identitiesOf({ tenant }, token).filter(
    (each) => each['discoverySource'] === 'deviceEnrollmentProgram' && each['isDeleted'] !== true,
  ).length;
  const done = { lastSuccessfulSyncDateTime: at, lastSyncErrorCode: 0, syncedDeviceCount };
  tokens.update(token.id, done, SERVICES.intune);
}

function takeOver(tenant: Tenant, token: Entity, at: string): void {
  const identities = tenant.collection(IDENTITIES);
  for (const device of tenant.collection('apple/businessManager').where('$parent', token.id)) {
    const [known] = identitiesOf({ tenant }, token, device.id);
    const isDeleted = device.isReleased ?? false;
    if (known) {
      if (known['isDeleted'] !== isDeleted) identities.update(known.id, { isDeleted }, SERVICES.apple);
    } else if (!isDeleted) {
      identities.insert(
        {
          id: `${token.id}_${device.id}`,
          $parent: token.id,
          serialNumber: device.id,
          createdDateTime: at,
          isSupervised: true,
          isDeleted,
          discoverySource: 'deviceEnrollmentProgram',
          enrollmentState: 'notContacted',
          platform: device.platform ?? 'ios',
        },
        SERVICES.apple,
      );
    }
  }
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const KEY_LINES = 20;
const LINE_LENGTH = 64;

/** The key with which Apple encrypts a token: the same until another one is made. No private key belongs to it. */
export function encryptionKey(call: Call, token: Entity | undefined, number: number): string {
  const random = call.tenant.random.fork(`graph/depOnboardingSettings/${token?.id}/${number}`);
  const lines = Array.from({ length: KEY_LINES }, () => random.text(LINE_LENGTH, BASE64));
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n');
}
