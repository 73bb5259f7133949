import { type FSWatcher, watch } from 'node:fs';
import { untilStopped } from './stop-signals.ts';

/** Editors write a file in several steps. */
const SETTLED_AFTER = 100;

/** Does something now, and again whenever a file at these paths, or below them, has changed; until the process is stopped. */
export async function watchPaths(paths: readonly string[], action: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let busy = true;
  let again = false;
  const act = async () => {
    busy = true;
    again = false;
    // A mistake in a file is to be mended while we watch.
    await action().catch((error: Error) => process.stderr.write(`error: ${error.message}\n`));
    busy = false;
    process.stderr.write(`\nWatching ${paths.join(', ')}. Ctrl-C stops.\n`);
    if (again) void act();
  };
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (busy) again = true;
      else void act();
    }, SETTLED_AFTER);
  };
  const watchers: FSWatcher[] = paths.map((path) => watch(path, { recursive: true }, changed));
  await act();
  await untilStopped(async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  });
}
