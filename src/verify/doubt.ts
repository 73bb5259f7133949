// Where the outcome depends on what nobody knows of the device before it is there.
import type { EnrollmentType } from '../intune/index.ts';
import {
  type Finding,
  type Judgement,
  judge,
  PARTS,
  type Situation,
  type UncertainPart,
} from '../rules/index.ts';
import type { Variant } from './variants.ts';

const OUTCOMES: Readonly<Record<UncertainPart, readonly [bad: string, good: string]>> = {
  registers: ['does not register', 'registers'],
  remediates: ['is not remediated', 'is remediated'],
  access: ['gives no access', 'gives access'],
};

/** With which types of enrollment it comes out otherwise, by what is said of the device. */
export type Remarks = Map<string, EnrollmentType[]>;

/**
 * A judgement that says `uncertain` of what another device would do and this one doesn't, and of what one that is as usual would not do; what
 * else comes out otherwise is a remark only.
 */
export function judgeInDoubt(
  situation: Situation,
  variants: readonly Variant[],
  situationOf: (device: Variant['device']) => Situation,
  remarks: Remarks,
): Judgement {
  const usual = judge(situation);
  const uncertain = new Set(usual.uncertain);
  const outcome = { registers: usual.registers, remediates: usual.remediates, access: usual.access };
  const open = new Set<string>();
  const more: Finding[] = [];
  for (const { device, says, usual: isUsual } of variants) {
    const other = judge(situationOf(device));
    const differing = PARTS.filter((part) => usual[part] !== other[part]);
    const [first] = differing;
    if (first === undefined) continue;
    const sentence = `It depends on the device: one ${says} ${OUTCOMES[first][other[first] ? 1 : 0]}`;
    const types = remarks.get(sentence) ?? [];
    if (!types.includes(situation.enrollment.type))
      remarks.set(sentence, [...types, situation.enrollment.type]);
    for (const part of differing) {
      if (usual[part] && !isUsual) continue;
      outcome[part] = false;
      uncertain.add(part);
    }
    const theirs = new Set(other.findings.map(keyOf));
    if (differing.some((part) => !usual[part]))
      for (const finding of usual.findings) if (!theirs.has(keyOf(finding))) open.add(keyOf(finding));
    if (isUsual && differing.some((part) => usual[part]))
      for (const finding of other.findings)
        if (finding.blocks && !usual.findings.some((each) => keyOf(each) === keyOf(finding)))
          more.push({ ...finding, uncertain: true });
  }
  const findings = usual.findings.map((finding) =>
    finding.blocks && open.has(keyOf(finding)) ? ({ ...finding, uncertain: true } as const) : finding,
  );
  return {
    ...outcome,
    uncertain: PARTS.filter((part) => uncertain.has(part)),
    findings: [...findings, ...more],
  };
}

const keyOf = ({ rule, subject, pointer, blocks }: Finding) =>
  [rule, subject?.set, subject?.id, pointer, blocks].join(' ');
