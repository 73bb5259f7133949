// Messages of Apple's management protocol as property lists.
import { createRandom } from '../../clock/index.ts';
import { Data, type PlistDictionary, renderPlist } from '../plist.ts';
import type { MdmCommand, MdmMessage } from './message.ts';

/** What is the same in all messages of a device. */
export interface MdmIdentity {
  /** `EnrollmentID` of a user enrollment, which has no UDID; `UDID` else. */
  readonly device: PlistDictionary;
  /** The topic of the tenant's push certificate. */
  readonly topic: string;
}

export interface MdmIdentityOptions {
  readonly topic: string;
  readonly serialNumber: string;
  readonly managedDeviceId: string;
  readonly userEnrollment: boolean;
}

/** A device's own identity: always the same UDID, and an EnrollmentID of its own for each user enrollment. */
export function mdmIdentity(options: MdmIdentityOptions): MdmIdentity {
  const { topic, serialNumber, managedDeviceId, userEnrollment } = options;
  const guid = (of: string) => createRandom(of).guid().toUpperCase();
  if (userEnrollment) return { device: { EnrollmentID: guid(`EnrollmentID/${managedDeviceId}`) }, topic };
  // The form of newer devices: eight digits of the chip, a hyphen, sixteen of the device. The digits mean nothing.
  const digits = guid(`UDID/${serialNumber}`).replaceAll('-', '');
  return { device: { UDID: `00008140-${digits.slice(0, 16)}` }, topic };
}

/** The command as Intune sends it. `profile`: of an InstallProfile, the `.mobileconfig`. */
export function renderCommand(
  { requestType, keys }: MdmCommand,
  commandUuid: string,
  identity: MdmIdentity,
  profile?: string,
): string {
  return renderPlist({
    Command: {
      RequestType: requestType,
      ...keys,
      ...(profile !== undefined && { Payload: new Data(profile) }),
      ...(requestType === 'ClearPasscode' && { UnlockToken: secretOf('UnlockToken', identity) }),
    },
    CommandUUID: commandUuid,
  });
}

/** What the device sends: a check-in message, a poll, or the answer to a command. */
export function renderDeviceMessage(
  message: MdmMessage,
  identity: MdmIdentity,
  commandUuid?: string,
): string {
  const { device, topic } = identity;
  if (!('messageType' in message)) {
    return renderPlist({
      ...device,
      Status: message.status,
      ...(commandUuid !== undefined && { CommandUUID: commandUuid }),
      ...('answer' in message && message.answer),
    });
  }
  const { messageType, keys } = message;
  return renderPlist({
    MessageType: messageType,
    Topic: topic,
    ...device,
    ...(messageType === 'TokenUpdate' && {
      PushMagic: createRandom(`PushMagic/${JSON.stringify(device)}`)
        .guid()
        .toUpperCase(),
      Token: secretOf('Token', identity),
      // [documented] ClearPasscode, which needs it, is forbidden in user enrollment.
      ...('UDID' in device && { UnlockToken: secretOf('UnlockToken', identity) }),
    }),
    ...keys,
  });
}

/** Opaque bytes: what devices make these of is Apple's secret. */
function secretOf(name: string, { device }: MdmIdentity): Data {
  return new Data(`${name}/${createRandom(`${name}/${JSON.stringify(device)}`).guid()}`);
}
