// The certificate with which Apple knows who pushes.
import { CADENCES, DAY, toIso } from '../../../clock/index.ts';
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { type Call, now } from '../../request/call.ts';
import { DEVICE_SERVICE, reference } from './services.ts';

/** [documented] how long a certificate is valid. */
const CERTIFICATE_DAYS = CADENCES.pushCertificate.span / DAY;
const HEXADECIMAL = '0123456789ABCDEF';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const REQUEST_LENGTH = 1600;
const SERIAL_LENGTH = 16;

/**
 * An upload makes the certificate valid for a year, under a serial number of its own; the topic stays what it was, which is
 * why renewing is not replacing. [recorded] terraform-provider-microsoft365
 */
function uploaded(call: Call, certificate: Entity, patch: JsonObject): JsonObject {
  if (patch['certificate'] === undefined || patch['certificate'] === null) return patch;
  const { random, clock } = call.tenant;
  return {
    ...patch,
    topicIdentifier: certificate['topicIdentifier'] ?? `com.apple.mgmt.External.${random.guid()}`,
    certificateSerialNumber: random.text(SERIAL_LENGTH, HEXADECIMAL),
    lastModifiedDateTime: now(call),
    expirationDateTime: toIso(clock.now + CERTIFICATE_DAYS * DAY),
  };
}

export const pushCertificate: Resource = defineResource({
  path: 'deviceManagement/applePushNotificationCertificate',
  type: 'applePushNotificationCertificate',
  family: 'intune',
  service: DEVICE_SERVICE,
  singleton: true,
  verbs: ['get', 'update'],
  // [recorded] without a certificate a GET is a 404; the first upload makes it.
  madeByUpdate: true,
  // [recorded] the certificate itself reads as null.
  writeOnly: ['certificate'],
  beforeUpdate: uploaded,
  evidence: 'recorded',
  sources: [
    'https://github.com/ThomasKur/IntuneDocumentation/issues/39',
    reference('resources/intune-devices-applepushnotificationcertificate'),
  ],
});

/** What is taken to Apple's portal: the same each time, as the key pair of a tenant is. No private key belongs to it. */
const signingRequest = (name: string): Operation => ({
  on: 'applePushNotificationCertificate',
  name,
  run: (call) =>
    call.tenant.random.fork('graph/applePushNotificationCertificate').text(REQUEST_LENGTH, BASE64),
  evidence: 'documented',
  sources: [reference(`intune-devices-applepushnotificationcertificate-${name.toLowerCase()}`)],
});

export const pushCertificateOperations: readonly Operation[] = [
  signingRequest('downloadApplePushNotificationCertificateSigningRequest'),
  signingRequest('generateApplePushNotificationCertificateSigningRequest'),
];
