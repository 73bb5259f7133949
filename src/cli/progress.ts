/** How often a line that stands is written over at most, in milliseconds: a terminal takes time for each. */
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
      if (!shows || done === of || (stands && performance.now() - told < PAUSE)) return;
      told = performance.now();
      stands = true;
      const line = ` ${done} of ${of} scenarios${bad > 0 ? `, ${bad} not as expected` : ''}`;
      // What goes on in the next line could not be taken away. A terminal that doesn't know its width says 0.
      stream.write(`\r\x1b[K${line.slice(0, (stream.columns || line.length + 1) - 1)}`);
    },
    /** Takes the line away, for others to write. */
    clear(): void {
      if (stands) stream.write('\r\x1b[K');
      stands = false;
    },
  };
}
