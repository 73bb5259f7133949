import { vi } from 'vitest';
import type { ServerOptions } from '../../server/start-server.ts';

/** Waits for `stop` while no deadline ever comes: what had to be cut off by one would hang here, however fast the machine. */
export async function withoutDeadline(stop: () => Promise<unknown>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await stop();
  } finally {
    vi.useRealTimers();
  }
}

/** A control API whose only answer is under way until it is told to finish. */
export function unfinishedControl() {
  let asked: (finish: () => void) => void;
  const underWay = new Promise<() => void>((resolve) => {
    asked = resolve;
  });
  const control: ServerOptions['control'] = () => (_request, response) => {
    asked(() => response.json({ done: true }));
  };
  return { control, underWay };
}
