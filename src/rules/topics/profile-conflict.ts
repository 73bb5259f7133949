import { configurationSetOf } from '../../intune/catalog-policy.ts';
import { profileConflicts } from '../../intune/profile-conflicts.ts';
import { CATALOG_SET } from '../../tenant/index.ts';
import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

/** What profiles want of one device that doesn't go together, besides two SSO extensions. */
export const profileConflictRules: readonly Rule[] = [
  {
    id: 'profile-conflict',
    title: 'Configuration profiles want different values for a setting of one device',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.policyTroubleshooting,
    symptom: 'The device has the profiles; which of the values holds, nobody has decided.',
    graph:
      'Both profiles’ status is conflict (deviceConfigurationStates), and deviceConfigurationConflictSummary names them.',
    fix: 'Let one profile set the value, or let the profiles reach different devices.',
    *find({ effective: { appliedConfigurations: profiles } }) {
      for (const [id, conflicts] of profileConflicts(profiles)) {
        for (const { property, policies, others } of conflicts) {
          const [policy] = policies;
          // Once for each setting, at the profile that comes first.
          if (policy?.id !== id) continue;
          const names = others.map(({ displayName }) => `"${displayName}"`).join(' and ');
          const set = configurationSetOf(policy);
          yield {
            message: `"${policy.displayName}" and ${names} want different values for ${property}`,
            subject: { set, id },
            pointer: set === CATALOG_SET ? '/settings' : `/${property}`,
          };
        }
      }
    },
  },
];
