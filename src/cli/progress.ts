/** How often the line is written at most, in milliseconds: a terminal takes time for each. */
const PAUSE = 50;

/** How many of so many are through, on one line that is written over; nothing where nobody looks. */
export function createProgress(stream: NodeJS.WriteStream, of: number, quiet: boolean) {
  const shows = stream.isTTY && !quiet;
  let done = 0;
  let bad = 0;
  let told = 0;
  let stands = false;
  return {
    tell(status: 'passed' | 'failed' | 'error'): void {
      done += 1;
      if (status !== 'passed') bad += 1;
      if (!shows || done === of || performance.now() - told < PAUSE) return;
      told = performance.now();
      stands = true;
      stream.write(`\r\x1b[K ${done} of ${of} scenarios${bad > 0 ? `, ${bad} not as expected` : ''}`);
    },
    /** Takes the line away, for others to write. */
    clear(): void {
      if (stands) stream.write('\r\x1b[K');
      stands = false;
    },
  };
}
