import { createInterface } from 'node:readline/promises';
import { CliError, EXIT } from '../exit.ts';
import type { Part } from './starter.ts';

/** Those of the parts that the person wants. Throws CliError when there is no answer. */
export async function askFor(
  parts: readonly Part[],
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<Part[]> {
  const asking = createInterface({ input, output });
  const gone = new Promise<never>((_, reject) =>
    asking.on('close', () => reject(new CliError(EXIT.usage, 'nothing was written'))),
  );
  gone.catch(() => {});
  try {
    const wanted: Part[] = [];
    for (const part of parts) {
      const answer = await Promise.race([asking.question(`Write ${part.path}, ${part.what}? [Y/n] `), gone]);
      if (!/^\s*n/i.test(answer)) wanted.push(part);
    }
    return wanted;
  } finally {
    asking.close();
  }
}
