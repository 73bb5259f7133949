import { describe, expect, it } from 'vitest';
import type { EnrollmentType } from '../../src/intune/index.ts';
import { type Judgement, judge } from '../../src/rules/judge.ts';
import type { ObservedDevice } from '../../src/rules/observed-device.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { Situation } from '../../src/rules/situation.ts';
import { createExampleTenant } from './example-tenant.ts';
import { draftTenant, type SsoDraft, type TenantDraft } from './tenant-draft.ts';

/** For tests: examples that break a rule, each with a repaired twin. */
export type Change = (draft: TenantDraft, sso: SsoDraft) => void;

export interface Circumstances {
  readonly enrollmentType?: EnrollmentType;
  readonly firstApp?: string;
  readonly device?: ObservedDevice;
}

export interface Case {
  /** What is different in this case. */
  readonly when: string;
  readonly rule: string;
  readonly break?: Change;
  readonly circumstances?: Circumstances;
  /** The twin: what repairs it. Default: not breaking it, in the same circumstances. */
  readonly repair?: Change;
  readonly repairedCircumstances?: Circumstances;
  readonly outcome: 'stuck' | 'unremediated' | 'shutOut' | 'works';
  readonly pointer?: string;
}

export function judged(change?: Change, circumstances: Circumstances = {}): Judgement {
  const draft = draftTenant();
  change?.(draft, draft.sso[0] as SsoDraft);
  const { tenant, user, directoryId } = createExampleTenant(draft);
  const { device, enrollmentType = 'automatedDeviceEnrollment', firstApp } = circumstances;
  return judge(
    new Situation(tenant, {
      user,
      enrollmentType,
      ...(firstApp !== undefined && { firstApp }),
      device: {
        ...device,
        subject: { model: 'iPhone 16', osVersion: '18.5', ...device?.subject, directoryId },
      },
    }),
  );
}

export function setPair(
  index: number,
  change: { type?: string | undefined; key?: string; value?: unknown },
): Change {
  return (_, sso) => {
    Object.assign(sso.pairs[index] ?? {}, change);
  };
}

/** Declares the tests of a topic's rules: each rule has at least one case, and each case does what it says. */
export function testRules(rules: readonly Rule[], cases: readonly Case[]): void {
  describe('the examples', () => {
    it('break each rule of the topic', () => {
      const broken = new Set(cases.map(({ rule }) => rule));
      const untold = rules.map(({ id }) => id).filter((id) => !broken.has(id));
      expect(untold, 'these need a case in the list that testRules is given').toEqual([]);
      expect([...broken].filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
    });

    it.each(cases.map((example) => [`${example.rule}: ${example.when}`, example] as const))(
      '%s',
      (_, example) => {
        const broken = judged(example.break, example.circumstances);
        const hits = broken.findings.filter(({ rule }) => rule === example.rule);
        expect(hits.length).toBeGreaterThan(0);
        const { registers, remediates, access } = broken;
        expect({ registers, remediates, access }).toEqual({
          registers: example.outcome !== 'stuck',
          remediates: example.outcome === 'works' || example.outcome === 'shutOut',
          access: example.outcome === 'works' || example.outcome === 'unremediated',
        });
        if (example.pointer !== undefined) expect(hits[0]?.pointer).toBe(example.pointer);

        const repaired = judged(example.repair, example.repairedCircumstances ?? example.circumstances);
        expect(repaired.findings.map(({ rule }) => rule)).not.toContain(example.rule);
        expect(repaired.registers).toBe(true);
      },
    );
  });
}
