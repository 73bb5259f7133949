// The profile that makes a device a managed one: a certificate to be asked for, and where to check in with it.
import { createRandom } from '../../clock/index.ts';
import type { EnrollmentTypeFacts } from '../enrollment/types.ts';
import { identityProtocol } from '../management-identity.ts';
import { type PlistDictionary, renderPlist } from '../plist.ts';

/** The management profile's own identifier; removing it ends the management. (inferred) */
export const MANAGEMENT_PROFILE_IDENTIFIER = 'com.microsoft.intune.management';

/** Where devices talk to Intune. The host is documented (network endpoints), the path seen in public logs, that both are one is inferred. */
export const MANAGEMENT_HOST = 'i.manage.microsoft.com';
const SERVER_URL = `https://${MANAGEMENT_HOST}/DeviceGatewayProxy/ioshandler.ashx`;
/** Where certificates come from. (inferred, like everything in their payloads besides Apple's required keys) */
const CERTIFICATE_HOST = `https://${MANAGEMENT_HOST}`;

/** [documented] com.apple.mdm: all of its thirteen flags. */
const ALL_ACCESS_RIGHTS = 8191;

export interface ManagementProfileOptions {
  readonly facts: EnrollmentTypeFacts;
  readonly model: string;
  readonly osVersion: string;
  /** What two devices' certificates are told apart by. */
  readonly managedDeviceId: string;
  readonly userPrincipalName: string;
  /** Of the tenant's push certificate. */
  readonly topic: string;
  readonly organization?: string | undefined;
}

/**
 * The management profile as a property list. Its keys are Apple's (com.apple.mdm, com.apple.security.acme, com.apple.security.scep); the
 * values that no page tells are modelled.
 * @example renderManagementProfile({ facts, model: 'iPhone 16', osVersion: '18.5', … })
 */
export function renderManagementProfile(options: ManagementProfileOptions): string {
  const { managedDeviceId, organization } = options;
  const uuid = (of: string) => createRandom(`${of}/${managedDeviceId}`).guid().toUpperCase();
  const certificate = { ...certificatePayload(options), PayloadUUID: uuid('identity') };
  const profile: PlistDictionary = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: MANAGEMENT_PROFILE_IDENTIFIER,
    PayloadUUID: uuid('management'),
    PayloadDisplayName: 'Management Profile',
    ...(organization !== undefined && { PayloadOrganization: organization }),
    PayloadContent: [
      certificate,
      { ...mdmPayload(options, certificate.PayloadUUID), PayloadUUID: uuid('mdm') },
    ],
  };
  return renderPlist(profile);
}

function certificatePayload({
  facts,
  model,
  osVersion,
  managedDeviceId,
}: ManagementProfileOptions): PlistDictionary {
  const Subject = [[['CN', managedDeviceId]]];
  if (identityProtocol(facts, model, osVersion) === 'ACME')
    return {
      PayloadType: 'com.apple.security.acme',
      PayloadVersion: 1,
      PayloadIdentifier: `${MANAGEMENT_PROFILE_IDENTIFIER}.acme`,
      DirectoryURL: `${CERTIFICATE_HOST}/acme/directory`,
      ClientIdentifier: managedDeviceId,
      KeyType: 'ECSECPrimeRandom',
      KeySize: 256,
      HardwareBound: true,
      Subject,
    };
  return {
    PayloadType: 'com.apple.security.scep',
    PayloadVersion: 1,
    PayloadIdentifier: `${MANAGEMENT_PROFILE_IDENTIFIER}.scep`,
    PayloadContent: {
      URL: `${CERTIFICATE_HOST}/scep`,
      Challenge: managedDeviceId,
      'Key Type': 'RSA',
      Keysize: 2048,
      Subject,
    },
  };
}

function mdmPayload(
  { facts, userPrincipalName, topic }: ManagementProfileOptions,
  identity: string,
): PlistDictionary {
  return {
    PayloadType: 'com.apple.mdm',
    PayloadVersion: 1,
    PayloadIdentifier: `${MANAGEMENT_PROFILE_IDENTIFIER}.mdm`,
    IdentityCertificateUUID: identity,
    Topic: topic,
    ServerURL: SERVER_URL,
    CheckOutWhenRemoved: true,
    ...(facts.setup === 'sharedIPad' && { ServerCapabilities: ['com.apple.mdm.per-user-connections'] }),
    ...enrollmentKeys(facts, userPrincipalName),
  };
}

/** [documented] "Required for account-driven enrollment", and the same of profile-driven user enrollment; access rights are ignored there. */
function enrollmentKeys({ type, userEnrollment }: EnrollmentTypeFacts, account: string): PlistDictionary {
  if (!userEnrollment) return { AccessRights: ALL_ACCESS_RIGHTS };
  return type === 'accountDrivenUserEnrollment'
    ? { EnrollmentMode: 'BYOD', AssignedManagedAppleID: account }
    : { ManagedAppleID: account };
}
