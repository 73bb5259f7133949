// What a device's sign-ins would look like to conditional access, from enrolling it to using it.
import { appAtSignIn } from '../apple/app-catalogue.ts';
import type { Access, AccessingDevice } from '../entra/conditional-access/index.ts';
import { directoryOperatingSystemOf } from '../intune/device-facts.ts';
import type { User } from '../tenant/index.ts';
import type { Situation } from './situation.ts';

/** Microsoft Intune, as a resource and as what manages a device. [documented] device: mdmAppId */
const INTUNE_APP = '0000000a-0000-0000-c000-000000000000';

/** Of a person who can prove what is asked, with all that others may say; one shape for all, so that they set what is there already. */
export const plainSignIn = (user: User): Access => ({
  user,
  secondFactor: true,
  platform: 'iOS',
  clientApp: 'mobileAppsAndDesktopClients',
  usualPlace: true,
  resource: 'workApp',
  secondFactorRegistered: undefined,
  broker: undefined,
  app: undefined,
  device: undefined,
  deviceAwaited: undefined,
  unsupportedBrowser: undefined,
});

/** To enroll, which is done in Safari or in an app: what asks for the device waits until there is one. */
export const enrollmentSignIn = ({ signIn, enrollmentDecision: { facts } }: Situation): Access => ({
  ...signIn,
  resource: 'enrollment',
  ...(facts.type === 'webDeviceEnrollment' && { clientApp: 'browser' }),
  deviceAwaited: true,
});

/**
 * Those that just-in-time registration is made of, in their order: the person's, which knows no device so far, and the broker's for
 * Intune, by a device that is registered and not linked.
 */
export function registeringSignIns(situation: Situation): readonly Access[] {
  const first = { ...situation.signIn, deviceAwaited: true };
  return [first, { ...first, resource: { appId: INTUNE_APP }, device: registeredDevice(situation, false) }];
}

/** Of the first app, on a device that is all that a policy can ask for. */
export function laterSignIn(situation: Situation): Access {
  const { extensionAttributes } = situation.device;
  const device = {
    ...registeredDevice(situation, true),
    ...(extensionAttributes && { extensionAttributes }),
  };
  return { ...situation.signIn, ...appAtSignIn(situation.firstApp), device, deviceAwaited: true };
}

/** As the directory will know the device, with what it knows of it already. */
function registeredDevice(situation: Situation, isCompliant: boolean): AccessingDevice {
  const { tenant, device, enrollment, enrollmentDecision: decision } = situation;
  const { directoryId, deviceName, model, osVersion = device.osVersion } = situation.subject.device ?? {};
  const owner = decision.allowed ? decision.owner : enrollment.owner;
  const profile = decision.allowed && decision.facts.setup ? decision.profile : undefined;
  return {
    displayName: deviceName,
    manufacturer: 'Apple',
    model,
    operatingSystem: model === undefined ? undefined : directoryOperatingSystemOf(model),
    operatingSystemVersion: osVersion,
    deviceOwnership: owner === 'company' ? 'Company' : 'Personal',
    enrollmentProfileName: profile?.displayName,
    mdmAppId: INTUNE_APP,
    ...(directoryId !== undefined && tenant.collection('devices').get(directoryId)),
    trustType: 'Workplace',
    profileType: 'RegisteredDevice',
    isManaged: true,
    isCompliant,
  };
}
