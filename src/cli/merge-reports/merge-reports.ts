import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RunReport } from '../../report/index.ts';
import type { ScenarioResult } from '../../scenario/index.ts';
import { CliError, EXIT } from '../exit.ts';
import type { MergeFlags } from '../merge-reports.ts';
import { exitCodeOf, Reports } from '../reports.ts';

export async function mergeReports(files: readonly string[], { reporter }: MergeFlags): Promise<void> {
  const reports = new Reports(reporter);
  const parts = files.map(readBlob);
  expectAllParts(files, parts);
  const merged = parts
    .flatMap(({ results, durations }) =>
      results.map((result, index) => ({ result, duration: durations[index] ?? 0 })),
    )
    .sort((a, b) => compare(a.result, b.result));
  const report: RunReport = {
    results: merged.map(({ result }) => result),
    durations: merged.map(({ duration }) => duration),
    // They ran side by side.
    milliseconds: Math.max(...parts.map(({ milliseconds }) => milliseconds)),
    started: Math.min(...parts.map(({ started }) => started)),
    unplayed: parts.flatMap(({ unplayed = [] }) => unplayed),
  };
  for (const result of report.results) reports.each(result);
  await reports.end(report);
  process.exitCode = exitCodeOf(report);
}

/** A part that got lost on its way would let the whole pass; one that is there twice would count twice. Throws CliError. */
function expectAllParts(files: readonly string[], reports: readonly RunReport[]): void {
  const seen = new Map<string, string>();
  for (const [index, { shard }] of reports.entries()) {
    if (!shard) continue;
    const name = `${shard.part}/${shard.of}`;
    const file = files[index] ?? '';
    const other = seen.get(name);
    if (other !== undefined)
      throw new CliError(
        EXIT.usage,
        `'${other}' and '${file}' are both of part ${name}`,
        'Give each part once.',
      );
    seen.set(name, file);
  }
  const counts = new Set(reports.flatMap(({ shard }) => shard?.of ?? []));
  for (const of of counts) {
    const missing = Array.from({ length: of }, (_, index) => `${index + 1}/${of}`).filter(
      (name) => !seen.has(name),
    );
    if (missing.length > 0)
      throw new CliError(
        EXIT.usage,
        `part ${missing.join(', ')} is missing`,
        'Its job failed before it could write, or its file was not brought here.',
      );
  }
}

/** The order in which one run would have told of them, as far as it can be known. */
const compare = (a: ScenarioResult, b: ScenarioResult) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);

const blob = z.object({
  results: z.array(
    z.looseObject({ name: z.string(), file: z.string(), status: z.enum(['passed', 'failed', 'error']) }),
  ),
  durations: z.array(z.number()),
  milliseconds: z.number(),
  started: z.number(),
  unplayed: z.array(z.object({ name: z.string(), file: z.string() })).optional(),
  shard: z.object({ part: z.number(), of: z.number() }).optional(),
});

function readBlob(file: string): RunReport {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new CliError(EXIT.usage, `cannot read '${file}' (${code})`);
    const fix = file.includes('*')
      ? 'This shell leaves the star to the command, which takes names of files.'
      : 'Its job failed before it could write, or the file was not brought here.';
    throw new CliError(EXIT.usage, `there is no file '${file}'`, fix);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!blob.safeParse(value).success)
    throw new CliError(
      EXIT.usage,
      `'${file}' is no report to merge`,
      'Write one with tenantless run --reporter blob=FILE.',
    );
  return value as RunReport;
}
