import { z } from 'zod';
import { describeProblems, problemSentence } from '../../input/index.ts';
import type { Files } from '../files.ts';
import { ScenarioFileError } from '../problems.ts';
import { includeSchema } from '../schema/variations.ts';
import { isContainer, type Origins } from './origins.ts';
import { readSources, type Source } from './source.ts';

const anything = z.unknown();
/** What other scenarios can share; whether it makes sense shows in the scenario that includes it. */
const partSchema = z.strictObject({
  $schema: z.string().optional(),
  description: z.string().optional(),
  include: includeSchema.optional(),
  parameters: anything.optional(),
  given: anything.optional(),
  devices: anything.optional(),
  steps: anything.optional(),
});

const SHARED = ['parameters', 'given', 'devices', 'steps'] as const;

type Part = Readonly<Record<string, unknown>>;

/**
 * A scenario together with the files that it includes: lists one after the other, what is included first; objects by their
 * properties; of anything else what the including file says. A file that is included in two ways comes once.
 * Throws ScenarioFileError.
 */
export function withIncludes(source: Source, origins: Origins<Source>, files: Files): Part {
  return merge(source, origins, files, [files.beside('', source.file)], new Set());
}

function merge(
  source: Source,
  origins: Origins<Source>,
  files: Files,
  chain: readonly string[],
  seen: Set<string>,
): Part {
  const own = source.value as Part;
  const { include } = own;
  const read = includeSchema.optional().safeParse(include);
  // What is wrong with it is told with everything else.
  if (!read.success || read.data === undefined) return own;
  let all: Part = {};
  for (const [index, name] of [read.data].flat().entries()) {
    const path = Array.isArray(include) ? ['include', index] : ['include'];
    const refuse = (message: string, fix?: string) =>
      new ScenarioFileError(source.file, [
        { ...source.placeOf(path), path: path.join('.'), message, ...(fix && { fix }) },
      ]);
    const file = files.beside(source.file, name);
    if (chain.includes(file)) {
      const circle = [...chain.slice(chain.indexOf(file)), file].map(files.shown).join(' → ');
      throw refuse(`the files include each other: ${circle}`);
    }
    if (seen.has(file)) continue;
    seen.add(file);
    const part = readPart(file, files, refuse);
    origins.note(part.value, part);
    const { include: _, ...whole } = merge(part, origins, files, [...chain, file], seen);
    const shared = Object.fromEntries(SHARED.flatMap((key) => (key in whole ? [[key, whole[key]]] : [])));
    all = both(all, shared, origins) as Part;
  }
  return both(all, own, origins) as Part;
}

function readPart(
  file: string,
  files: Files,
  refuse: (message: string, fix?: string) => ScenarioFileError,
): Source {
  let text: string;
  try {
    text = files.read(file);
  } catch (error) {
    throw refuse(
      `cannot read '${files.shown(file)}' (${(error as { code?: string }).code})`,
      'a path is relative to the file that it stands in',
    );
  }
  const [part, more] = readSources(text, files.shown(file));
  if (!part || more) throw refuse(`'${files.shown(file)}' must hold one document, and no more`);
  const checked = partSchema.safeParse(part.value);
  if (checked.success) return part;
  throw new ScenarioFileError(
    part.file,
    describeProblems(checked.error, partSchema, part.value).map((problem) => ({
      ...part.placeOf(problem.path),
      message: problemSentence(problem),
    })),
  );
}

/** What is first, and what comes over it. */
function both(first: unknown, second: unknown, origins: Origins<Source>): unknown {
  if (Array.isArray(first) && Array.isArray(second)) {
    const list = [...first, ...second];
    for (const index of first.keys()) origins.take(list, index, first, index);
    for (const index of second.keys()) origins.take(list, first.length + index, second, index);
    origins.place(second, list);
    return list;
  }
  if (!isPlain(first) || !isPlain(second)) return second;
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(first), ...Object.keys(second)])) {
    const inBoth = key in first && key in second;
    merged[key] = inBoth ? both(first[key], second[key], origins) : key in second ? second[key] : first[key];
    if (!inBoth || !isContainer(merged[key])) origins.take(merged, key, key in second ? second : first, key);
  }
  origins.place(second, merged);
  return merged;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  isContainer(value) && !Array.isArray(value);
