// What a column of a report is.
import type { Entity, ManagedDevice } from '../../../tenant/index.ts';
import type { DevicePolicies } from '../../types.ts';
import type { Coded } from './coded-values.ts';

export type Value = string | number | boolean | null;
export type PropertyType = 'String' | 'Int32' | 'Int64' | 'Double' | 'Boolean' | 'DateTime';

export type PolicySet = Parameters<DevicePolicies['states']>[0];

/** What a row of a report is about; each report has some of it. */
export interface Facts {
  readonly device?: ManagedDevice;
  readonly user?: { readonly id: string; readonly name: string; readonly principalName: string };
  readonly policy?: PolicyFacts;
  /** Of a policy or a setting on a device, by Graph's name. */
  readonly status?: string;
  /** As Graph names it: `IOSCompliancePolicy.PasscodeRequired`. */
  readonly setting?: string;
  readonly settingId?: string;
  readonly app?: Entity;
  /** Of an app on a device, by Graph's name. */
  readonly appState?: string;
  /** What is counted, by the column's name. */
  readonly counts?: Readonly<Record<string, number>>;
  readonly event?: Entity;
  /** An app that asked for policies, and one that it heeds. */
  readonly registration?: Entity;
  readonly managedAppPolicy?: Entity;
}

export interface PolicyFacts {
  readonly id: string;
  readonly name: string;
  /** Where Graph has it. */
  readonly set: PolicySet;
  readonly entity: Entity | undefined;
  /** The ids of the assignment filters that its assignments name. */
  readonly filterIds: string;
}

export interface Column {
  readonly name: string;
  readonly type: PropertyType;
  readonly read: (facts: Facts) => Value;
  /** What people read, where that is something else: the report has it in a second column. */
  readonly label?: (facts: Facts) => string;
}

type Read<T extends Value> = (facts: Facts) => T | undefined;

/** A column of one type, and what it shows of a row that has nothing of the kind. */
const typed =
  <T extends Value>(type: PropertyType, nothing: T) =>
  (name: string, read: Read<T>): Column => ({ name, type, read: (facts) => read(facts) ?? nothing });

export const text = typed<string>('String', '');
export const flag = typed<boolean>('Boolean', false);
export const count = (name: string): Column => ({
  name,
  type: 'Int64',
  read: ({ counts }) => counts?.[name] ?? 0,
});
/** [recorded] whole seconds, without a time zone; nothing where there is no time [inferred]. */
export const time = (name: string, read: (facts: Facts) => unknown): Column => ({
  name,
  type: 'DateTime',
  read(facts) {
    const at = read(facts);
    return typeof at === 'string' && !at.startsWith('0001-') ? at.slice(0, 19) : null;
  },
});

/** A column of numbers that stand for Graph's names, with or without a second one for people. */
export function coded(
  name: string,
  codes: Coded | ((facts: Facts) => Coded),
  read: Read<string>,
  how: { readonly type?: PropertyType; readonly labelled?: boolean } = {},
): Column {
  const { type = 'Int32', labelled = true } = how;
  const of = (facts: Facts) => {
    const table = typeof codes === 'function' ? codes(facts) : codes;
    return table[read(facts) ?? ''] ?? table['unknown'];
  };
  const column: Column = {
    name,
    type,
    read(facts) {
      const code = of(facts)?.[0] ?? null;
      return type === 'String' && code !== null ? String(code) : code;
    },
  };
  return labelled ? { ...column, label: (facts) => of(facts)?.[1] ?? '' } : column;
}
