import type { Policy } from '../../tenant/index.ts';
import type { DeviceFacts, MdmQuery } from '../device-facts.ts';

/** Why a device fails a setting, and what the person can do about it. */
export interface Violation {
  readonly actual: string;
  readonly reason: string;
  readonly userAction: string;
  /** False: no tap on the phone repairs it. */
  readonly userFixable: boolean;
}

/** A setting that the device did not report enough about. */
interface Unreported {
  readonly unreported: string;
}

/**
 * One property of `iosCompliancePolicy`. `remediated`: the operating system enforces it, `quarantined`: it does not, so
 * conditional access keeps the device out. Sources: "Device compliance settings for iOS/iPadOS", the compliance
 * overview for the classes, the Company Portal's help for the actions.
 */
export interface ComplianceSetting {
  readonly property: string;
  readonly title: string;
  readonly class: 'remediated' | 'quarantined';
  readonly classEvidence: 'documented' | 'inferred';
  /** By which of Apple's queries the device tells; absent: another service tells. */
  readonly query?: MdmQuery;
  /** What the policy demands, as a text; undefined when the value means that it demands nothing. */
  expect(value: unknown, policy: Policy): string | undefined;
  /** What the device shows for the setting when it passes. */
  actual(facts: DeviceFacts, now: number): string;
  /** Undefined: it passes. */
  check(facts: DeviceFacts, value: unknown, now: number, policy: Policy): Violation | Unreported | undefined;
}

const CONTACT_SUPPORT = 'Contact your IT support: this cannot be repaired on the device.';

export const whenTrue = (text: string) => (value: unknown) => (value === true ? text : undefined);
export const whenPositive = (text: (value: number) => string) => (value: unknown) =>
  typeof value === 'number' && value > 0 ? text(value) : undefined;
export const whenText = (text: (value: string) => string) => (value: unknown) =>
  typeof value === 'string' && value !== '' ? text(value) : undefined;

export const fixable = (actual: string, reason: string, userAction: string): Violation => ({
  actual,
  reason,
  userAction,
  userFixable: true,
});
export const unfixable = (actual: string, reason: string, userAction = CONTACT_SUPPORT): Violation => ({
  actual,
  reason,
  userAction,
  userFixable: false,
});
