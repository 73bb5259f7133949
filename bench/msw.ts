import { execFileSync } from 'node:child_process';
import { pinned } from './load.ts';
import { median } from './median.ts';

export interface MswFigures {
  /** Requests for each second of processor time; medians. */
  readonly ours: number;
  readonly peer: number;
  /** How many times what msw's own handler serves: the median of the rounds' ratios. */
  readonly timesPeer: number;
}

/** GET of a device by id through msw, ours against a handler of msw's own that answers with one canned device. */
export function measureMsw(rounds: number, requests: number): MswFigures {
  const [command, ...args] = pinned([], 'bench/msw-subject.ts', [String(rounds), String(requests)]);
  const text = execFileSync(command as string, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const figures = JSON.parse(text) as { ours: number; peer: number }[];
  return {
    ours: median(figures.map(({ ours }) => ours)),
    peer: median(figures.map(({ peer }) => peer)),
    timesPeer: median(figures.map(({ ours, peer }) => ours / peer)),
  };
}
