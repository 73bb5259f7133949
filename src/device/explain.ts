import type { AppResolution, Resolution } from '../intune/assignment-types.ts';
import { configurationSetOf } from '../intune/catalog-policy.ts';
import { complianceSetOf, unjudgedCompliancePolicies } from '../intune/compliance/catalog.ts';
import { operatingSystemOf } from '../intune/device-facts.ts';
import type { Registrar } from '../intune/enrollment/types.ts';
import { rulePage } from '../rules/index.ts';
import { CATALOG_COMPLIANCE, CATALOG_SET, type Policy, TEMPLATE_SET } from '../tenant/index.ts';
import { appNameOf } from './apps.ts';
import { effectiveSetOf } from './effective-set-of.ts';
import { type ExplainedCompliance, explainCompliance } from './explain-compliance.ts';
import { appInQuestion, type Findings, findingsOf } from './findings.ts';
import type { Scene } from './scene.ts';
import { readRegistration, resolveExtension } from './sso-extension.ts';

export interface ExplainedPolicy {
  readonly id: string;
  readonly name: string;
  readonly set: string;
  readonly applies: boolean;
  /** Whether the device has it at the moment; configuration profiles only. */
  readonly installed?: boolean;
  /** Step by step. */
  readonly why: string;
  /** How the assignments led there, step by step. */
  readonly steps: readonly string[];
}

export interface ExplainedApp {
  readonly id: string;
  readonly bundleId: string;
  readonly name: string;
  readonly intent: string;
  /** On the device: `installed`, `installing`, `rejected`, `failed`, or `absent`. */
  readonly state: string;
  readonly why: string;
  readonly steps: readonly string[];
}

/** Where a device stands and why: the same facts as data and as sentences. */
export interface DeviceExplanation {
  readonly device: string;
  readonly summary: string;
  /** The whole as prose. */
  readonly sentences: readonly string[];
  readonly registered: { readonly is: boolean; readonly why: string };
  readonly compliant: ExplainedCompliance;
  readonly policies: readonly ExplainedPolicy[];
  readonly apps: readonly ExplainedApp[];
  /** Ids of the catalogue's rules that say what is wrong. */
  readonly findings: readonly string[];
  /** What is wrong, in words; a rule may be broken in more than one place. */
  readonly problems: readonly { readonly rule: string; readonly message: string }[];
  /** Our pages about these rules, from the root of the package. */
  readonly pages: readonly string[];
  /** What to do now, most useful first. */
  readonly next: readonly string[];
}

export function explainDevice(scene: Scene): DeviceExplanation {
  const { state, user, enrollment } = scene;
  const effective = effectiveSetOf(scene);
  const registered = explainRegistration(scene);
  const compliant = explainCompliance(scene);
  const findings = findingsOf(scene, appInQuestion(scene));
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const next = nextSteps(scene, registered.is, compliant, findings);
  const policies = [
    ...effective.configurations.map((resolution) =>
      explainPolicy(resolution, configurationSetOf(resolution.entity), scene),
    ),
    ...effective.compliancePolicies.map((resolution) =>
      explainPolicy(resolution, complianceSetOf(resolution.entity), scene),
    ),
    ...unjudgedCompliancePolicies(scene.tenant).map(({ id, name, why }) => ({
      id,
      name,
      set: CATALOG_COMPLIANCE,
      applies: false,
      why,
      steps: [why],
    })),
  ];
  const apps = effective.apps.filter(isOfInterest).map((resolution) => explainApp(resolution, scene));
  const standing = state.managedDeviceId === undefined ? 'not enrolled' : `enrolled by ${enrollment.title}`;
  const summary = `${state.name} is ${article(state.model)} ${state.model} of ${user.displayName}, with ${operatingSystemOf(state.model)} ${state.osVersion}: ${standing}, ${registered.is ? '' : 'not '}registered, ${compliant.state}`;
  return {
    device: state.id,
    summary,
    sentences: [
      `${summary}.`,
      `It is ${registered.is ? '' : 'not '}registered: ${registered.why}.`,
      `It is ${compliant.state}: ${compliant.why}${compliant.why.endsWith('.') ? '' : '.'}`,
      ...compliant.actions.map(({ sentence }) => `${sentence}.`),
      ...policies.map(
        ({ name, applies, why }) => `"${name}" ${applies ? 'applies' : 'does not apply'}: ${why}.`,
      ),
      ...apps.map(({ name, intent, state: is, why }) => `${name} is ${is} (${intent}): ${why}.`),
      ...findings.map(({ message }) => `${message}.`),
      ...next.map((step) => `Next: ${step}`),
    ],
    registered,
    compliant,
    policies,
    apps,
    findings: rules,
    problems: findings.map(({ rule, message }) => ({ rule, message })),
    pages: rules.map(rulePage),
    next,
  };
}

/** The last step that decided something. */
function whyOf(reasons: Resolution['reasons']): string {
  return reasons.findLast(({ code }) => code !== 'verdict')?.sentence ?? '';
}

const REGISTERED: Readonly<Record<Registrar, string>> = {
  justInTime: 'it was registered at a sign-in through the SSO extension',
  companyPortal: 'Company Portal has registered it',
  sharedDeviceMode: 'it is in shared device mode, and was registered for itself',
};

/** Why a device whose enrollment goes without just-in-time registration is not registered. */
const NOT_YET: Readonly<Record<string, string>> = {
  companyPortal: 'nobody has signed in to Company Portal, which registers it',
  legacy:
    'Setup Assistant (legacy) does not go with just-in-time registration, and nobody has signed in to Company Portal',
  none: 'it was enrolled without user affinity, so there is nobody to register it for',
  sharedIPad: 'it is a Shared iPad, which supports neither registration nor compliance policies',
};

function explainRegistration(scene: Scene): DeviceExplanation['registered'] {
  const { state, tenant } = scene;
  if (state.deviceId !== undefined && !scene.directoryDevice())
    return {
      is: false,
      why: 'it was deleted from Microsoft Entra ID; enrolling it again registers it again',
    };
  if (scene.managedDevice()?.azureADRegistered) {
    return { is: true, why: `${REGISTERED[state.registeredBy ?? 'justInTime']}, and Intune has linked it` };
  }
  const no = (why: string) => ({ is: false, why });
  if (isEnrolling(scene)) return no('its enrollment is under way');
  if (state.managedDeviceId === undefined) return no('it is not enrolled');
  if (!scene.managedDevice()) return no('Intune knows no such device any more');
  const never =
    scene.enrollment.registeredBy === 'justInTime' ? undefined : NOT_YET[scene.enrollment.setup ?? ''];
  if (never !== undefined) return no(never);
  const extension = resolveExtension(state, tenant);
  switch (extension.is) {
    case 'absent':
      return no(
        scene.enrollment.registeredWithoutPolicyBy
          ? 'no profile on it names Microsoft’s SSO extension, and nobody has signed in to Company Portal'
          : 'no profile on it names Microsoft’s SSO extension',
      );
    case 'unsupported':
      return no('its version of iOS knows no SSO extensions');
    case 'withoutAuthenticator':
      return no(
        'it has the profile with the SSO extension, but not Microsoft Authenticator, which brings it',
      );
    case 'unassociated':
      return no(`the SSO extension cannot be confirmed: ${extension.why}`);
    case 'active': {
      const setting = readRegistration(extension.payload);
      if (setting.is !== 'ready') return no(setting.why);
      const { startedInside, startedOutside, running } = state;
      if (running?.journey === 'jitRegistration') return no('a sign-in is about to register it');
      if (startedInside !== undefined) return no(`it failed at the sign-in to ${appNameOf(startedInside)}`);
      if (startedOutside === undefined)
        return no('everything is in place; nobody has signed in to a work app yet');
      return no(`the first sign-in was in ${appNameOf(startedOutside)}, outside the SSO extension`);
    }
  }
}

function explainPolicy(
  { entity, applies, reasons }: Resolution<Policy>,
  set: string,
  { state }: Scene,
): ExplainedPolicy {
  return {
    id: entity.id,
    name: entity.displayName,
    set,
    applies,
    ...((set === TEMPLATE_SET || set === CATALOG_SET) && {
      installed: state.profiles.some(({ id }) => id === entity.id),
    }),
    why: whyOf(reasons),
    steps: reasons.map(({ sentence }) => sentence),
  };
}

/** Apps that are assigned to nobody say nothing about this device. */
function isOfInterest({ intent, reasons, entity }: AppResolution): boolean {
  return (
    intent !== 'none' ||
    !reasons.some(({ code }) => code === 'unassigned') ||
    /authenticator/i.test(entity.bundleId ?? '')
  );
}

function explainApp({ entity, intent, reasons }: AppResolution, { state }: Scene): ExplainedApp {
  const bundleId = entity.bundleId;
  const there = state.apps.find((app) => app.bundleId.toLowerCase() === bundleId?.toLowerCase());
  return {
    id: entity.id,
    bundleId: bundleId ?? '',
    name: entity.displayName,
    intent,
    state: there?.state ?? 'absent',
    why: whyOf(reasons),
    steps: reasons.map(({ sentence }) => sentence),
  };
}

/** Whether somebody is in the middle of enrolling it, and Intune doesn't know it yet. */
function isEnrolling({ state, enrollment }: Scene): boolean {
  return state.managedDeviceId === undefined && state.running?.journey === enrollment.type;
}

function nextSteps(
  scene: Scene,
  registered: boolean,
  compliant: ExplainedCompliance,
  findings: Findings,
): string[] {
  const { state } = scene;
  const steps = findings
    .filter(({ severity, blocks }) => severity !== 'warning' || blocks === 'registration')
    .map(({ fix }) => fix);
  if (isEnrolling(scene)) steps.push('Let time pass: its enrollment is under way.');
  else if (state.managedDeviceId === undefined) steps.push(`Enroll the device: {"do":"enroll"}`);
  else if (!scene.managedDevice())
    steps.push(
      'Let the device notice that it is deleted, and enroll it again: {"do":"checkIn"}, then {"do":"enroll"}',
    );
  else if (state.deviceId !== undefined && !scene.directoryDevice())
    steps.push(
      'Take the device out of management, and enroll it again: {"do":"retire"}, then {"do":"enroll"}',
    );
  else if (!registered) {
    steps.push('Sign in to an app that the SSO extension serves: {"do":"signIn","app":"Microsoft Teams"}');
  }
  for (const { userAction } of compliant.failing) if (userAction !== undefined) steps.push(userAction);
  if (compliant.failing.length === 0) {
    if (state.remediating !== undefined) steps.push('Tap Recheck: {"do":"recheck"}');
    else if (compliant.outdated) steps.push('Let Intune hear of it: {"do":"checkIn"}');
  }
  return [...new Set(steps)];
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}
