import picocolors from 'picocolors';
import { countResults, REPORTERS, type Reporter, type RunReport } from '../report/index.ts';
import type { ScenarioResult } from '../scenario/index.ts';
import { CliError, EXIT } from './exit.ts';
import { style } from './output.ts';
import type { Target } from './reporter-flag.ts';
import { writeFile } from './write-file.ts';

/** Reports at once to whoever wants to hear. Throws CliError for what can't stand side by side. */
export class Reports {
  readonly #targets: readonly { reporter: Reporter; file: string | undefined; text: string }[];

  constructor(given: readonly Target[]) {
    const targets = given.length > 0 ? given : [{ name: 'list' } as const];
    const shown = targets.filter((target: Target) => target.file === undefined);
    const document = shown.find(({ name }) => REPORTERS[name].isDocument);
    if (document && shown.length > 1)
      throw new CliError(
        EXIT.usage,
        `--reporter ${document.name} is a document of its own and cannot share standard output with ${shown
          .filter((each) => each !== document)
          .map(({ name }) => name)
          .join(', ')}`,
        `Give it a file: --reporter ${document.name}=report`,
      );
    this.#targets = targets.map(({ name, file }: Target) => ({ reporter: REPORTERS[name], file, text: '' }));
  }

  /** Whether something of each scenario is shown as soon as it has ended. */
  get speaksMeanwhile(): boolean {
    return this.#targets.some(({ reporter, file }) => file === undefined && reporter.each);
  }

  /**
   * Whether a line that is written over may stand below what is shown meanwhile: not behind dots, whose line is open, and not
   * where another program, as in `| tee`, brings it to the terminal at its own time.
   */
  leavesRoomBelow({ isTTY }: { readonly isTTY?: boolean }): boolean {
    const dots = this.#targets.some(({ reporter, file }) => file === undefined && reporter === REPORTERS.dot);
    return !dots && (isTTY === true || !this.speaksMeanwhile);
  }

  each(result: ScenarioResult): void {
    for (const target of this.#targets) {
      const text = target.reporter.each?.(result, colours(target.file));
      if (text !== undefined) this.#emit(target, text);
    }
  }

  async end(report: RunReport): Promise<void> {
    for (const target of this.#targets) {
      this.#emit(target, await target.reporter.end(report, colours(target.file)));
      if (target.file !== undefined) writeFile(target.file, target.text);
    }
  }

  #emit(target: { file: string | undefined; text: string }, text: string): void {
    if (target.file === undefined) process.stdout.write(text);
    else target.text += text;
  }
}

/** Files have none. */
const colours = (file: string | undefined) =>
  file === undefined ? style(process.stdout) : picocolors.createColors(false);

export function exitCodeOf({ results, unplayed = [] }: RunReport): number {
  const { failed, errors } = countResults(results);
  return errors > 0 ? EXIT.usage : failed + unplayed.length > 0 ? EXIT.expectationFailed : EXIT.ok;
}
