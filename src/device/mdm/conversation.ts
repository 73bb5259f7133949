// A device's conversation in Apple's management protocol: what went over the wire, and what waits to be sent.
import { createRandom, MINUTE, toIso } from '../../clock/index.ts';
import { commandOf } from '../../intune/mdm/commands.ts';
import { renderManagementProfile } from '../../intune/mdm/enrollment-profile.ts';
import { IDLE, type MdmAnswer, type MdmCommand, type MdmMessage } from '../../intune/mdm/message.ts';
import {
  type MdmIdentity,
  mdmIdentity,
  renderCommand,
  renderDeviceMessage,
} from '../../intune/mdm/render.ts';
import { renderMobileConfig } from '../../intune/mobileconfig.ts';
import { waitingActions } from '../../intune/remote-actions.ts';
import type { Policy } from '../../tenant/index.ts';
import { effectiveSetOf } from '../effective-set-of.ts';
import { profileCommands } from '../profiles.ts';
import { appCommands } from '../required-apps.ts';
import type { Scene } from '../scene.ts';
import type { TraceEntry } from '../trace.ts';
import {
  deviceInformation,
  installedApplicationList,
  managedApplicationList,
  profileList,
  securityInfo,
} from './inventory.ts';

/** A command that waits for the device's next poll. */
export interface WaitingCommand {
  readonly commandUUID: string;
  readonly requestType: string;
  /** The Graph object that it is about. */
  readonly policyId?: string;
  /** As Intune will send it: a property list. */
  readonly command: string;
}

/** A message of the device, and the command that it answers. */
export interface MdmExchange {
  /** Virtual time, ISO 8601. */
  readonly at: string;
  /** `Authenticate`, `TokenUpdate` or `CheckOut`; absent of polls and answers. */
  readonly messageType?: string;
  readonly status?: 'Idle' | 'Acknowledged' | 'Error' | 'NotNow';
  readonly requestType?: string;
  readonly commandUUID?: string;
  readonly policyId?: string;
  /** What Intune sent: a property list. */
  readonly command?: string;
  /** What the device sent: a property list. */
  readonly message: string;
}

export interface MdmConversation {
  /** The management profile that the device was enrolled with: a property list. Absent before enrollment. */
  readonly enrollmentProfile?: string;
  /** What went over the wire, in order, as far back as the device's trace goes. */
  readonly exchanges: readonly MdmExchange[];
  /** What the device would answer to Intune's questions now. */
  readonly inventory: readonly MdmExchange[];
  /** The queue: what Intune sends at the next poll. Worked out from what the device lacks; nothing of it is stored. */
  readonly waiting: readonly WaitingCommand[];
}

/** Messages further apart than this belong to different connections, and each begins with a poll (inferred). */
const SAME_CONNECTION = MINUTE;

/** What went over the wire between a device and Intune, and what waits. Empty before enrollment. */
export function mdmConversation(scene: Scene, trace: readonly TraceEntry[]): MdmConversation {
  const writer = new Writer(scene);
  const exchanges = writer.exchanges(trace);
  const managed = scene.managedDevice();
  if (!managed) return { exchanges, inventory: [], waiting: [] };
  const { state } = scene;
  const at = toIso(scene.now);
  const answers = [
    deviceInformation(scene),
    securityInfo(scene),
    profileList(scene),
    installedApplicationList(scene),
    managedApplicationList(state.apps),
  ];
  const effective = effectiveSetOf(scene);
  const commands = [
    ...waitingActions(managed).flatMap((action) => commandOf(action) ?? []),
    ...profileCommands(scene, effective.appliedConfigurations),
    ...appCommands(scene, effective),
  ];
  return {
    enrollmentProfile: renderManagementProfile({
      facts: scene.enrollment,
      model: state.model,
      osVersion: state.osVersion,
      managedDeviceId: managed.id,
      userPrincipalName: scene.user.userPrincipalName,
      topic: topicOf(scene),
      organization: organizationOf(scene),
    }),
    exchanges,
    inventory: answers.map((answer) => writer.answer(at, answer)),
    waiting: commands.map((command) => writer.waiting(command)),
  };
}

function topicOf({ tenant }: Scene): string {
  const certificate = tenant.collection('deviceManagement/applePushNotificationCertificate').first;
  return String(certificate?.['topicIdentifier'] ?? '');
}

const organizationOf = ({ tenant }: Scene): string | undefined =>
  tenant.collection('organization').first?.displayName;

class Writer {
  readonly #scene: Scene;
  readonly #identity: MdmIdentity;
  /** How many times each command was carried out or refused: until then it keeps its CommandUUID. */
  readonly #answered = new Map<string, number>();

  constructor(scene: Scene) {
    const { state, enrollment } = scene;
    this.#scene = scene;
    this.#identity = mdmIdentity({
      topic: topicOf(scene),
      serialNumber: state.serialNumber,
      managedDeviceId: state.managedDeviceId ?? '',
      userEnrollment: enrollment.userEnrollment,
    });
  }

  exchanges(trace: readonly TraceEntry[]): MdmExchange[] {
    const written: MdmExchange[] = [];
    let last = Number.NEGATIVE_INFINITY;
    for (const { at, mdm } of trace) {
      if (!mdm) continue;
      const now = Date.parse(at);
      const continues = now - last < SAME_CONNECTION;
      last = now;
      const isPoll = !('messageType' in mdm) && !('requestType' in mdm);
      if (isPoll && continues && written.at(-1)?.requestType !== undefined) continue;
      if ('requestType' in mdm && !continues) written.push(this.#message(at, IDLE));
      written.push('requestType' in mdm ? this.answer(at, mdm) : this.#message(at, mdm));
    }
    return written;
  }

  answer(at: string, answer: MdmAnswer): MdmExchange {
    const { requestType, status, profile } = answer;
    const commandUUID = this.#uuid(answer);
    if (status !== 'NotNow') this.#answered.set(keyOf(answer), this.#count(answer) + 1);
    return {
      at,
      status,
      requestType,
      commandUUID,
      ...(profile !== undefined && { policyId: profile }),
      command: this.#command(answer, commandUUID),
      message: renderDeviceMessage(answer, this.#identity, commandUUID),
    };
  }

  waiting(command: MdmCommand): WaitingCommand {
    const commandUUID = this.#uuid(command);
    return {
      commandUUID,
      requestType: command.requestType,
      ...(command.profile !== undefined && { policyId: command.profile }),
      command: this.#command(command, commandUUID),
    };
  }

  #message(at: string, message: MdmMessage): MdmExchange {
    const text = renderDeviceMessage(message, this.#identity);
    return 'messageType' in message
      ? { at, messageType: message.messageType, message: text }
      : { at, status: message.status, message: text };
  }

  #command(command: MdmCommand, uuid: string): string {
    return renderCommand(command, uuid, this.#identity, this.#profile(command.profile));
  }

  /** The profile as the device has it, or else as the policy would make it now. */
  #profile(policyId: string | undefined): string | undefined {
    if (policyId === undefined) return undefined;
    const { state, tenant } = this.#scene;
    const policy: Policy | undefined =
      state.profiles.find(({ id }) => id === policyId)?.policy ??
      effectiveSetOf(this.#scene).configurations.find(({ entity }) => entity.id === policyId)?.entity;
    const device = { tenantId: tenant.id, managedDeviceId: state.managedDeviceId ?? '' };
    return policy && renderMobileConfig(policy, device, organizationOf(this.#scene));
  }

  #count(command: MdmCommand): number {
    return this.#answered.get(keyOf(command)) ?? 0;
  }

  #uuid(command: MdmCommand): string {
    const { tenant, state } = this.#scene;
    const key = `CommandUUID/${tenant.seed}/${state.number}/${keyOf(command)}/${this.#count(command)}`;
    return createRandom(key).guid().toUpperCase();
  }
}

/** What makes two commands the same order. */
function keyOf({ requestType, profile, keys }: MdmCommand): string {
  return `${requestType}/${profile ?? JSON.stringify(keys ?? {})}`;
}

/** A conversation for reading: each message with its moment, and its property list below. */
export function formatMdm({ enrollmentProfile, exchanges, waiting }: MdmConversation): string {
  const profile = enrollmentProfile === undefined ? [] : [`── the management profile\n${enrollmentProfile}`];
  const parts = exchanges.map(({ at, messageType, status, requestType, command, message }) => {
    const device = `── ${at} device → Intune: ${messageType ?? status}${requestType ? ` (${requestType})` : ''}\n${message}`;
    return command === undefined ? device : `── ${at} Intune → device: ${requestType}\n${command}${device}`;
  });
  const queue = waiting.map(({ requestType, command }) => `── waiting: ${requestType}\n${command}`);
  return [...profile, ...parts, ...queue].join('\n');
}
