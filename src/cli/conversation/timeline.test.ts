import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { TraceEntry } from '../../device/index.ts';
import { WIDTH } from './layout.ts';
import { highlights, timeline } from './timeline.ts';

const plain = { ...createColors(false), width: WIDTH };

const mark = (name: string) => (text: unknown) => `<${name}>${text}</${name}>`;

function entry(sequence: number, rest: Partial<TraceEntry>): TraceEntry {
  return {
    sequence,
    at: '2026-09-01T08:00:00Z',
    device: 'd',
    from: 'device',
    to: 'intune',
    step: 'Idle',
    message: 'Is there anything for me?',
    outcome: 'ok',
    ...rest,
  };
}

describe('timeline', () => {
  it('says when, who to whom and what, and the time only when it changes', () => {
    const lines = timeline(
      plain,
      [
        entry(1, {}),
        entry(2, { from: 'intune', to: 'device', message: 'Install this profile.' }),
        entry(3, { at: '2026-09-01T08:00:05Z', from: 'app', to: 'app', message: 'Opens.' }),
      ],
      'messages',
    );
    expect(lines).toEqual([
      '  08:00:00  Device    → Intune     Is there anything for me?',
      '            Intune    → Device     Install this profile.',
      '  08:00:05  App                    Opens.',
    ]);
  });

  it('names the steps when asked to', () => {
    expect(timeline(plain, [entry(1, {})], 'steps')).toEqual([
      '  08:00:00  Device    → Intune     Idle: Is there anything for me?',
    ]);
  });

  it('shows error codes, and on a line below what the person sees', () => {
    const [first, second] = timeline(
      plain,
      [entry(1, { message: 'Not compliant', outcome: 'refused', code: 530002, user: 'Set a passcode' })],
      'messages',
    );
    expect(first).toMatch(/Not compliant \(530002\)$/);
    expect(second?.trim()).toBe('“Set a passcode”');
  });

  it('sets off what was refused or failed, and what is said beside', () => {
    const paint = { ...plain, yellow: mark('yellow'), dim: mark('dim') };
    const textOf = (outcome: TraceEntry['outcome']) =>
      timeline(paint, [entry(1, { message: 'So', outcome })], 'messages')[0]
        ?.split('  ')
        .at(-1);
    expect((['ok', 'info', 'refused', 'failed'] as const).map(textOf)).toEqual([
      'So',
      '<dim>So</dim>',
      '<yellow>So</yellow>',
      '<yellow>So</yellow>',
    ]);
  });

  it('stays within the width, and keeps continuation lines under the text', () => {
    const message = 'The extension asks the registration service for a certificate of the device '.repeat(3);
    const lines = timeline(plain, [entry(1, { message, user: message })], 'messages');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(WIDTH);
    const column = (lines[0] ?? '').indexOf('The extension');
    for (const line of lines.slice(1)) expect(line.search(/\S/)).toBe(column);
  });
});

describe('highlights', () => {
  it('keeps what people do, milestones and failures, without what the screen says', () => {
    const kept = highlights([
      entry(1, { from: 'person', to: 'app', step: 'OpenApp', user: 'Welcome' }),
      entry(2, { step: 'Idle' }),
      entry(3, { from: 'intune', to: 'device', step: 'InstallProfile' }),
      entry(4, { step: 'InstallProfile' }),
      entry(5, { from: 'entra', to: 'app', step: 'TokenIssued' }),
      entry(6, { step: 'SCEP', outcome: 'failed' }),
    ]);
    expect(kept.map(({ sequence, user }) => [sequence, user])).toEqual([
      [1, undefined],
      [4, undefined],
      [5, undefined],
      [6, undefined],
    ]);
  });
});
