// docs/enrollment.md's table: every way of enrollment as it is declared.
import { SETUP_IN_GRAPH } from '../../src/apple/enrollment-setup.ts';
import {
  ENROLLMENT_TYPES,
  type EnrollmentTypeFacts,
  enrollmentFacts,
} from '../../src/intune/enrollment/types.ts';

const HEAD = [
  '| `enrollmentType` | what | chosen by | `deviceEnrollmentType` | owner, supervised | from iOS | registered by |',
  '|---|---|---|---|---|---|---|',
];

const REGISTRARS = {
  justInTime: 'the SSO extension, just in time',
  companyPortal: 'Company Portal',
  sharedDeviceMode: 'Authenticator, for the device itself',
} as const;

export function enrollmentTable(): string {
  return [...HEAD, ...ENROLLMENT_TYPES.map((facts) => `| ${cells(facts).join(' | ')} |`)].join('\n');
}

function cells(facts: EnrollmentTypeFacts): string[] {
  const {
    type,
    title,
    source,
    deviceEnrollmentType: wire,
    owner,
    supervised,
    registeredBy,
    registeredWithoutPolicyBy: otherwise,
    evidence,
  } = facts;
  return [
    `\`${type}\``,
    `[${title}](${source.url})${facts.deprecated ? ', deprecated' : ''}`,
    choice(facts),
    wire.beta === wire['v1.0'] ? `\`${wire.beta}\`` : `\`${wire.beta}\` (v1.0: \`${wire['v1.0']}\`)`,
    `${owner}, ${supervised ? 'yes' : 'no'}`,
    older(facts),
    `${registeredBy ? REGISTRARS[registeredBy] : 'nobody'}${evidence === 'inferred' ? ' (inferred)' : ''}${otherwise ? `; without an SSO policy, ${REGISTRARS[otherwise]}` : ''}`,
  ];
}

function choice({ profileType, setup }: EnrollmentTypeFacts): string {
  if (setup === undefined) return `\`defaultEnrollmentType\` \`${profileType}\``;
  return SETUP_IN_GRAPH[setup].map((names) => names.map((name) => `\`${name}\``).join(' ')).join(' or ');
}

function older({ minimumOs, olderDevices }: EnrollmentTypeFacts): string {
  return `${minimumOs}${olderDevices ? `; older: ${enrollmentFacts(olderDevices).title}` : ''}`;
}
