import { resolveAutomatedEnrollment } from '../../apple/automated-enrollment.ts';
import type { DepEnrollmentProfile, Tenant } from '../../tenant/index.ts';
import { type AssignmentExplanation, type AssignmentStep, DEP_PROFILES } from '../explain-assignment.ts';

/** Why a device would get each of the profiles of automated enrollment when it is switched on, or why not. */
export function explainAutomatedEnrollment(tenant: Tenant, serialNumber: string): AssignmentExplanation[] {
  const found = resolveAutomatedEnrollment(tenant, serialNumber, tenant.clock.now);
  const why = (profile: DepEnrollmentProfile): string => {
    if (!found.found) return MISSING[found.missing](serialNumber, found.token?.tokenName ?? '');
    const { token, profile: given, chosen } = found;
    if (given.id === profile.id)
      return chosen
        ? `it is chosen for the serial number ${serialNumber}, which the token “${token.tokenName}” has from Apple`
        : `it is the default of the token “${token.tokenName}”, which has the serial number ${serialNumber} from Apple`;
    return profile.$parent === token.id
      ? `the serial number ${serialNumber} gets the profile “${given.displayName}”`
      : `the serial number ${serialNumber} belongs to another token, “${token.tokenName}”`;
  };
  return Array.from(tenant.collection(DEP_PROFILES), (profile) => {
    const applies = found.found && found.profile.id === profile.id;
    const steps: AssignmentStep[] = [
      { code: 'serialNumber', sentence: why(profile) },
      { code: 'verdict', sentence: applies ? 'so it applies' : 'so it does not apply' },
    ];
    const type = String(profile['@odata.type'] ?? 'depEnrollmentProfile').replace(
      /^#?microsoft\.graph\./,
      '',
    );
    return { set: DEP_PROFILES, id: profile.id, name: profile.displayName, type, applies, steps };
  });
}

const MISSING = {
  token: () => 'there is no token for Apple Business Manager',
  device: (serialNumber: string) => `no token has the serial number ${serialNumber} from Apple`,
  validToken: (_: string, token: string) => `the token “${token}” has expired`,
  profile: (_: string, token: string) => `the token “${token}” has no default profile, and none was chosen`,
} as const;
