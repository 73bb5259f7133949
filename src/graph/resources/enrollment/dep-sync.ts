// What Intune asks Apple: which devices belong to a token.
import { CADENCES, MINUTE } from '../../../clock/index.ts';
import { type Entity, type ImportedAppleDeviceIdentity, SERVICES } from '../../../tenant/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import * as errors from './errors.ts';

export const TOKENS = 'deviceManagement/depOnboardingSettings';
export const IDENTITIES = `${TOKENS}/importedAppleDeviceIdentities` as const;

/** [documented] how long after a synchronization the next one can be asked for. */
export const SYNC_PAUSE_MINUTES = CADENCES.enrollmentSyncPause.span / MINUTE;
/** [inferred] what Apple says to a token that has expired: HTTP's number for it. */
const TOKEN_EXPIRED = 401;

/** The identities of a token, or the one with a serial number. */
export function identitiesOf(
  call: Call,
  token: Entity,
  serialNumber?: string,
): ImportedAppleDeviceIdentity[] {
  const identities = call.tenant.collection(IDENTITIES);
  if (serialNumber === undefined) return identities.where('$parent', token.id);
  return identities.where('serialNumber', serialNumber).filter(({ $parent }) => $parent === token.id);
}

/**
 * Takes over what Apple Business Manager has: new devices, and which ones were released. That it is done at once is ours: the
 * service takes up to a quarter of an hour. Throws GraphError when the last time was less than that ago.
 */
export function syncWithApple(call: Call, token: Entity): void {
  const { clock } = call.tenant;
  const last = Date.parse(String(token['lastSyncTriggeredDateTime'] ?? ''));
  if (clock.now - last < SYNC_PAUSE_MINUTES * MINUTE) throw errors.syncTooSoon();
  const tokens = call.tenant.collection(TOKENS);
  const at = now(call);
  tokens.update(token.id, { lastSyncTriggeredDateTime: at }, actorOf(call));
  const expires = Date.parse(String(token['tokenExpirationDateTime'] ?? ''));
  if (expires <= clock.now) {
    tokens.update(token.id, { lastSyncErrorCode: TOKEN_EXPIRED }, SERVICES.intune);
    return;
  }
  takeOver(call, token, at);
  const syncedDeviceCount = identitiesOf(call, token).filter(
    (each) => each['discoverySource'] === 'deviceEnrollmentProgram' && each['isDeleted'] !== true,
  ).length;
  const done = { lastSuccessfulSyncDateTime: at, lastSyncErrorCode: 0, syncedDeviceCount };
  tokens.update(token.id, done, SERVICES.intune);
}

function takeOver(call: Call, token: Entity, at: string): void {
  const identities = call.tenant.collection(IDENTITIES);
  for (const device of call.tenant.collection('apple/businessManager').where('$parent', token.id)) {
    const [known] = identitiesOf(call, token, device.id);
    const isDeleted = device.isReleased ?? false;
    if (known) {
      identities.update(known.id, { isDeleted }, SERVICES.apple);
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
