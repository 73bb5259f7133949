const SIGNAL_NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Waits for Ctrl-C or a polite kill and then runs `stop`. A second signal ends the process at once, with the code that a
 * shell expects (128 and the signal's number).
 */
export async function untilStopped(stop: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    let stopping = false;
    for (const [signal, number] of Object.entries(SIGNAL_NUMBERS)) {
      process.on(signal, () => {
        if (stopping) process.exit(128 + number);
        stopping = true;
        resolve();
      });
    }
  });
  await stop();
}

/** Lets something that has an end stop at Ctrl-C or a polite kill, and still tell how far it came. A second signal ends the process at once. */
export function heedStopSignals(): {
  readonly signal: AbortSignal;
  readonly exitCode: () => number | undefined;
} {
  const controller = new AbortController();
  let exitCode: number | undefined;
  for (const [signal, number] of Object.entries(SIGNAL_NUMBERS)) {
    process.on(signal, () => {
      if (exitCode !== undefined) process.exit(exitCode);
      exitCode = 128 + number;
      process.stderr.write('\nStopped. What was played so far is reported; once more ends at once.\n');
      controller.abort();
    });
  }
  return { signal: controller.signal, exitCode: () => exitCode };
}
