import picocolors from 'picocolors';

type Stream = NodeJS.WriteStream;

/**
 * Colours for a stream: none when it is no terminal, NO_COLOR is set or TERM is dumb; FORCE_COLOR overrides that. Without a
 * stream, as for a file, there are none.
 */
export function style(stream: Stream | undefined): ReturnType<typeof picocolors.createColors> {
  return picocolors.createColors(
    stream !== undefined && picocolors.isColorSupported && (stream.isTTY || forced()),
  );
}

function forced(): boolean {
  return process.env['FORCE_COLOR'] !== undefined && process.env['FORCE_COLOR'] !== '0';
}

/** Data goes to standard output, everything else to standard error. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Ends the process when everything that was written has gone out. */
export async function endProcess(code: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  process.exit(code);
}
