import { type Access, type AccessRefusal, ENROLLMENT_REQUIRED } from './access.ts';
import type { GrantControls } from './policy.ts';

type Missing = Pick<AccessRefusal, 'code' | 'message'>;

/** Grant controls as `signIn` writes them. Known from practice; the documentation's examples show none. */
const LOG_NAMES: Readonly<Record<string, string>> = {
  block: 'Block',
  mfa: 'Mfa',
  compliantDevice: 'RequireCompliantDevice',
  domainJoinedDevice: 'RequireDomainJoinedDevice',
  approvedApplication: 'RequireApprovedApp',
  compliantApplication: 'RequireCompliantApp',
  passwordChange: 'RequirePasswordChange',
};

/** What a policy asks for, by name; an authentication strength counts as a second factor. */
export function controlsOf({ builtInControls, authenticationStrength }: GrantControls): string[] {
  const controls = [...(builtInControls ?? [])];
  if (authenticationStrength && !controls.includes('mfa')) controls.push('mfa');
  return controls;
}

export const logNameOf = (control: string) => LOG_NAMES[control] ?? control;

/** The first control that a sign-in lacks; undefined when what it has is enough. */
export function missingControl(grant: GrantControls, access: Access): Missing | undefined {
  const controls = controlsOf(grant);
  const missing = controls.flatMap((control) => missingOf(control, access) ?? []);
  // What a person does on the way counts as done: accepting terms, another's factor.
  const others = (grant.termsOfUse?.length ?? 0) + (grant.customAuthenticationFactors?.length ?? 0);
  const enough = grant.operator === 'OR' ? missing.length < controls.length + others : missing.length === 0;
  return enough ? undefined : missing[0];
}

/**
 * The service's own words: 53003 recorded in Azure/azure-cli#31700, 50076 in AzureAD/microsoft-authentication-library-for-go#398,
 * 530003 in Azure/azure-cli#29282 (there as well for a computer that proves no device), 50129 and 530002 documented, 53001
 * documented, its wording inferred; 530001 and what its page says in AzureAD/microsoft-authentication-library-for-objc#2477, that it is about
 * browsers which are not supported inferred from that. What isn't listed is taken for given: terms of use, a new password.
 */
function missingOf(control: string, access: Access): Missing | undefined {
  const { secondFactor, device, platform, unsupportedBrowser } = access;
  switch (control) {
    case 'block':
      return {
        code: 53003,
        message:
          'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      };
    case 'mfa':
      return secondFactor ? undefined : missingSecondFactor(access);
    case 'compliantDevice':
      if (!device && unsupportedBrowser)
        return {
          code: 530001,
          message:
            'You cannot access the resource from this browser on your device. You need to use Microsoft Edge.',
        };
      if (!device && (platform === 'iOS' || platform === 'android'))
        return {
          code: 50129,
          message: 'Device is not Workplace joined. Workplace join is required to register the device.',
        };
      if (!device?.isManaged)
        return { code: 530003, message: 'Your device is required to be managed to access this resource.' };
      return device.isCompliant
        ? undefined
        : { code: 530002, message: 'Your device is required to be compliant to access this resource.' };
    case 'domainJoinedDevice':
      return device?.trustType === 'ServerAd'
        ? undefined
        : { code: 53001, message: 'Device is not in required device state: domain_joined.' };
    case 'approvedApplication':
      return unregisteredApp(access) ?? (access.app?.().approved === false ? UNAPPROVED : undefined);
    case 'compliantApplication':
      return unregisteredApp(access) ?? (access.app?.().protected === false ? UNPROTECTED : undefined);
    default:
      return undefined;
  }
}

/** [recorded] the wordings: they differ in one word. */
function missingSecondFactor(access: Access): Missing {
  const isRegistered = access.secondFactorRegistered !== false;
  return {
    code: isRegistered ? 50076 : ENROLLMENT_REQUIRED,
    message: `Due to a configuration change made by your administrator, or because you moved to a new location, you must ${isRegistered ? 'use' : 'enroll in'} multi-factor authentication to access ${nameOf(access)}.`,
  };
}

/** [recorded] office-js#5315. */
const UNAPPROVED: Missing = {
  code: 530021,
  message: 'Application does not meet the conditional access approved app requirements.',
};
/** [documented] troubleshooting of Dynamics 365 mobile apps; [recorded] in the clients' sources, with the suberror protection_policies_required. */
const UNPROTECTED: Missing = {
  code: 53005,
  message: 'Application needs to enforce Intune protection policies.',
};

/**
 * Approved and protected apps need a registered device, "which requires using a broker app"; without one, the person is sent to
 * the App Store [documented: Conditional Access, Grant]. 50127 is documented as BrokerAppNotInstalled; 501291 is
 * DeviceIsNotWorkplaceJoinedForMamApp on the service's sign-in page and in the client's source [recorded], its wording 50129's
 * [inferred].
 */
function unregisteredApp({ device, broker }: Access): Missing | undefined {
  if (device || broker === undefined) return undefined;
  return broker
    ? {
        code: 501291,
        message: 'Device is not Workplace joined. Workplace join is required to register the device.',
      }
    : { code: 50127, message: 'User needs to install a broker app to gain access to this content.' };
}

function nameOf({ resource }: Access): string {
  return typeof resource === 'object' && 'appId' in resource ? `'${resource.appId}'` : 'this resource';
}
