import type { Client } from '@microsoft/microsoft-graph-client';
import type { Launched } from '../../../server/index.ts';
import type { SimulatedDevice } from '../../device/index.ts';
import { operatingSystemOf } from '../../intune/device-facts.ts';
import { ENROLLMENT_TYPES, type EnrollmentTypeFacts } from '../../intune/enrollment/types.ts';
import { clip, heading, readableUrl, type Style, shortenIds, wrap } from '../conversation/layout.ts';
import { highlights, timeline } from '../conversation/timeline.ts';
import { setUpJit } from './administrator.ts';
import { check, type Evidence, type Expectation, expectRegistered, readEvidence } from './evidence.ts';
import type { Exchange } from './graph-client.ts';
import { ENROLLMENTS, type Lived, live, NONCOMPLIANT, perform, REMEDY } from './story.ts';
import { type Outcome, shortTitle, verdict } from './verdict.ts';

export interface Stage {
  readonly emulator: Launched;
  readonly graph: Client;
  /** Filled by the Graph client as it works. */
  readonly exchanges: Exchange[];
  /** Tell every message of every device. */
  readonly full: boolean;
  readonly paint: Style;
  readonly say: (lines: readonly string[]) => void;
}

/** Plays the whole morning. Returns whether every expectation was met, judged by what Graph answers. */
export async function play(stage: Stage): Promise<boolean> {
  const { say, paint } = stage;
  say(introduction(stage));
  await administratorSetsUp(stage);
  const outcomes = [...(await peopleEnroll(stage)), await somebodyIsRemediated(stage)];
  say(heading(paint, 4, 'The verdict, read back through Microsoft Graph'));
  const { lines, met } = verdict(paint, outcomes);
  say(lines);
  return met;
}

function introduction({ emulator, paint }: Stage): string[] {
  const { tenant, info, url } = emulator;
  const people = tenant.collection('users').size;
  const groups = tenant.collection('groups').size;
  const told =
    `${info.displayName} has ${people} people, ${groups} groups, and the apps and certificates that enrolling iPhones and iPads ` +
    'takes. Its administrator is about to follow Microsoft’s page “Set up just-in-time registration in Microsoft Intune”. ' +
    `Graph, Entra ID, Intune, Apple’s services and the phones are all simulated by ${url}; nothing leaves this machine. ` +
    'Times are virtual.';
  return [
    '',
    `  ${paint.bold('Tenantless')} · just-in-time registration, from the policy to the phone`,
    '',
    ...wrap(told, paint.width - 2).map((line) => `  ${line}`),
  ];
}

async function administratorSetsUp({ graph, exchanges, paint, say }: Stage): Promise<void> {
  say(heading(paint, 1, 'The administrator: Microsoft’s Graph client, over HTTPS'));
  const told = () => {
    say(exchanges.splice(0).map((exchange) => exchangeLine(paint, exchange)));
  };
  await setUpJit(graph, (what) => {
    told();
    say(wrap(what, paint.width - 2).map((line) => `  ${line}`));
  });
  told();
}

function exchangeLine(paint: Style, { method, path, status }: Exchange): string {
  const line = `    ${method.padEnd(5)} ${clip(shortenIds(readableUrl(path)), paint.width - 16)}`;
  const answer = String(status);
  return (
    paint.dim(line.padEnd(paint.width - answer.length)) + (status < 400 ? paint.green : paint.red)(answer)
  );
}

async function peopleEnroll(stage: Stage): Promise<Outcome[]> {
  const { emulator, paint, say, full } = stage;
  say(heading(paint, 2, 'Five people: each enrolls in another way, then opens Microsoft Teams'));
  if (!full) say(['  In short; the next part has every message, and --full has all of these.', '']);
  const outcomes: Outcome[] = [];
  for (const [index, scene] of ENROLLMENTS.entries()) {
    const lived = live(emulator.simulation, scene);
    if (index > 0) say(['']);
    say([
      ...introduce(paint, lived),
      ...(full
        ? timeline(paint, lived.trace, 'steps')
        : timeline(paint, highlights(lived.trace), 'messages')),
    ]);
    outcomes.push(await judge(stage, lived, []));
  }
  return outcomes;
}

async function somebodyIsRemediated(stage: Stage): Promise<Outcome> {
  const { emulator, graph, paint, say } = stage;
  say(heading(paint, 3, 'One phone without a passcode: remediation inside Teams'));
  const before = live(emulator.simulation, NONCOMPLIANT);
  say([...introduce(paint, before), ...timeline(paint, before.trace, 'steps'), '']);
  const refused = await evidenceOf(graph, before.device);
  say([
    `  Graph: complianceState ${paint.yellow(refused?.managed?.complianceState ?? 'unknown')}, isCompliant ${paint.yellow(String(refused?.directory?.isCompliant))}.`,
    '  The person follows what the screen says:',
    '',
  ]);
  const after = perform(emulator.simulation, before.device, REMEDY);
  say(timeline(paint, after.trace, 'steps'));
  return judge(stage, after, [
    check('before: managedDevice.complianceState', 'noncompliant', refused?.managed?.complianceState),
    check('before: device.isCompliant', false, refused?.directory?.isCompliant),
  ]);
}

function introduce(paint: Style, { device }: Lived): string[] {
  const { title } = factsOf(device);
  return [
    `  ${paint.bold(device.user.displayName)} · ${shortTitle(title)} · ${device.model}, ${osName(device)} ${device.osVersion}`,
  ];
}

async function judge({ graph }: Stage, { device }: Lived, further: readonly Expectation[]): Promise<Outcome> {
  const facts = factsOf(device);
  const evidence = await evidenceOf(graph, device);
  const expectations = [
    ...further,
    check(
      'managedDevice.deviceEnrollmentType',
      facts.deviceEnrollmentType.beta,
      evidence?.managed?.deviceEnrollmentType,
    ),
    check('managedDevice.managedDeviceOwnerType', facts.owner, evidence?.managed?.managedDeviceOwnerType),
    check('managedDevice.isSupervised', facts.supervised, evidence?.managed?.isSupervised),
    ...expectRegistered(evidence, device.user.userPrincipalName),
  ];
  return { device, facts, evidence, expectations };
}

async function evidenceOf(
  graph: Client,
  { managedDeviceId }: SimulatedDevice,
): Promise<Evidence | undefined> {
  return managedDeviceId === undefined ? undefined : readEvidence(graph, managedDeviceId);
}

function factsOf({ enrollmentType }: SimulatedDevice): EnrollmentTypeFacts {
  return ENROLLMENT_TYPES.find(({ type }) => type === enrollmentType) as EnrollmentTypeFacts;
}

function osName({ model }: SimulatedDevice): string {
  return operatingSystemOf(model);
}
