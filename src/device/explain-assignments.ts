import { findApp } from '../apple/app-catalogue.ts';
import { unjudgedCompliancePolicies } from '../intune/compliance/catalog.ts';
import type { PolicyState } from '../intune/compliance/compliance.ts';
import { disputed } from '../intune/device-statuses.ts';
import { explainAutomatedEnrollment } from '../intune/enrollment/explain-automated.ts';
import { type AssignmentExplanation, explainAssignments, stepLines } from '../intune/explain-assignment.ts';
import { type ProfileConflict, profileConflicts } from '../intune/profile-conflicts.ts';
import { CATALOG_COMPLIANCE, TEMPLATE_COMPLIANCE } from '../tenant/index.ts';
import { arrivalOfOther } from './arrival-of-others.ts';
import { complianceOf } from './check-in.ts';
import type { InstalledApp } from './device-state.ts';
import { effectiveSetOf, subjectOfScene } from './effective-set-of.ts';
import { plannedInstalls } from './required-apps.ts';
import type { Scene } from './scene.ts';

/** What became of an assignment on the device. */
export interface Arrival {
  readonly state:
    | 'absent'
    /** It comes at the next check-in. */
    | 'pending'
    | 'installed'
    | 'installing'
    | 'refused'
    /** Another profile wants a different value for the same setting. */
    | 'conflict'
    | 'rejected'
    | 'failed'
    /** It is there, and goes at the next check-in. */
    | 'leaving'
    /** Of an enrollment profile: whether it is the one that counts. */
    | 'chosen'
    | 'outranked'
    /** Of a compliance policy of the settings catalog: nothing of it is evaluated. */
    | 'notJudged'
    | PolicyState;
  readonly why: string;
}

export interface DeviceAssignment extends AssignmentExplanation {
  /** Absent where the device has nothing of its own to say. */
  readonly onDevice?: Arrival;
}

/** All that the tenant assigns, and why the device gets it or doesn't. */
export interface DeviceAssignments {
  readonly device: string;
  readonly name: string;
  readonly assignments: readonly DeviceAssignment[];
}

export function explainDeviceAssignments(scene: Scene): DeviceAssignments {
  const { state, tenant } = scene;
  const arrivalOf = arrivals(scene);
  const assigned = [
    ...explainAssignments(tenant, subjectOfScene(scene)),
    ...explainAutomatedEnrollment(tenant, state.serialNumber),
  ];
  return {
    device: state.id,
    name: state.name,
    assignments: assigned.map((each) => {
      const onDevice = arrivalOf(each);
      return { ...each, ...(onDevice && { onDevice }) };
    }),
  };
}

function arrivals(scene: Scene): (of: AssignmentExplanation) => Arrival | undefined {
  const { state, tenant } = scene;
  const effective = effectiveSetOf(scene);
  const enrolled = scene.managedDevice() !== undefined;
  const installs = plannedInstalls(scene, effective);
  const compliance = complianceOf(scene);
  const errors = scene.managedDevice()?.$profileErrors ?? {};
  const next = enrolled ? 'at the next check-in' : 'once the device is enrolled';

  function profile({ id, applies }: AssignmentExplanation): Arrival {
    const there = state.profiles.some((each) => each.id === id);
    const conflicts = profileConflicts(effective.appliedConfigurations).get(id);
    if (there && applies && conflicts) {
      const disputes = conflicts.map(disputeSentence);
      return { state: 'conflict', why: `the device has it, and ${disputes.join('; ')}` };
    }
    if (there)
      return applies
        ? { state: 'installed', why: 'the device has it' }
        : { state: 'leaving', why: `the device has it still, and removes it ${next}` };
    if (effective.mismatched.some((each) => each.id === id))
      return { state: 'notApplicable', why: 'it is assigned here, and for another platform' };
    if (!applies) return { state: 'absent', why: 'the device does not have it' };
    return errors[id] === undefined
      ? { state: 'pending', why: `it is installed ${next}` }
      : {
          state: 'refused',
          why: 'the device refuses it: another profile has an SSO extension for the same addresses',
        };
  }

  function compliancePolicy({ id, applies }: AssignmentExplanation): Arrival {
    const result = compliance?.policies.find(({ policy }) => policy.id === id);
    if (!result)
      return {
        state: applies ? 'pending' : 'notApplicable',
        why: applies ? `it is judged ${next}` : 'it is not judged',
      };
    const titled = (state: string, is: string) =>
      result.settings.filter((each) => each.state === state).map(({ title }) => `${title} ${is}`);
    const failing = titled('nonCompliant', 'fails');
    const why = [...failing, ...titled('error', 'is in error'), ...titled('unknown', 'is unknown')];
    const state = disputed(tenant, effective.appliedCompliancePolicies, result.policy, {
      status: result.state,
    });
    const conflicts =
      state.status === 'conflict' ? profileConflicts(effective.appliedCompliancePolicies).get(id) : [];
    return {
      state: state.status,
      why: [
        ...(conflicts ?? []).map(disputeSentence),
        why.length > 0 ? why.join(', ') : 'no setting fails',
      ].join('; '),
    };
  }

  function app({ id, intent }: AssignmentExplanation): Arrival {
    const bundleId = effective.apps.find(({ entity }) => entity.id === id)?.entity.bundleId;
    const known = (bundleId && findApp(bundleId)?.bundleId) ?? bundleId;
    const there = state.apps.find((each) => each.bundleId === known);
    const install = installs.find((each) => each.bundleId === known);
    if (there) return { state: there.state, why: appSentence(there, install?.reason) };
    if (install?.outcome === 'fails')
      return { state: 'failed', why: `it cannot be installed: ${install.reason}` };
    if (intent === 'required' && install)
      return { state: 'pending', why: `it comes ${next}; ${install.reason}` };
    return { state: 'absent', why: 'the device does not have it' };
  }

  return (of) => {
    switch (of.set) {
      case 'deviceManagement/deviceConfigurations':
      case 'deviceManagement/configurationPolicies':
        return profile(of);
      case TEMPLATE_COMPLIANCE:
        return compliancePolicy(of);
      case 'deviceAppManagement/mobileApps':
        return app(of);
      case 'deviceManagement/appleUserInitiatedEnrollmentProfiles': {
        const chosen = effective.enrollmentProfile;
        if (!of.applies || !chosen) return undefined;
        return chosen.id === of.id
          ? { state: 'chosen', why: 'of the profiles that apply it has the highest priority' }
          : { state: 'outranked', why: `“${chosen.displayName}” has a higher priority` };
      }
      case CATALOG_COMPLIANCE: {
        const unjudged = unjudgedCompliancePolicies(tenant).find(({ id }) => id === of.id);
        return unjudged ? { state: 'notJudged', why: unjudged.why } : compliancePolicy(of);
      }
      default:
        return arrivalOfOther(scene, of, next);
    }
  };
}

function disputeSentence({ property, others }: ProfileConflict): string {
  const names = others.map(({ displayName }) => `“${displayName}”`);
  return `${names.join(' and ')} want${names.length === 1 ? 's' : ''} another value for ${property}`;
}

function appSentence({ state, managed }: InstalledApp, reason: string | undefined): string {
  switch (state) {
    case 'installed':
      return managed ? 'it is installed and managed' : 'the person has installed it';
    case 'installing':
      return 'it is on its way';
    case 'rejected':
      return 'the person said no when the device asked';
    case 'failed':
      return `it cannot be installed${reason === undefined ? '' : `: ${reason}`}`;
  }
}

/** For people: what it is and whether it applies, the steps that led there, and what became of it. */
export function assignmentLines(assignment: DeviceAssignment): string[] {
  const { name, type, applies, intent, steps, onDevice } = assignment;
  const verdict = intent === undefined ? (applies ? 'applies' : 'does not apply') : `intent ${intent}`;
  return [
    `${name} (${type}): ${verdict}`,
    ...steps.flatMap((step, index) =>
      stepLines(step).map((line, part) => (part === 0 ? `  ${index + 1}. ${line}` : `     ${line}`)),
    ),
    ...(onDevice ? [`  On the device: ${onDevice.state}; ${onDevice.why}`] : []),
  ];
}
