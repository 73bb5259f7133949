// What breaks a rule and what repairs it: from the scenarios with the tag `rule`, each followed by its repaired twin.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { type LoadedScenario, parseScenarios } from '../../src/scenario/index.ts';
import { policyBody } from '../../src/scenario/policies.ts';

/** Stands for a side of an example that has nothing of its own. */
export const NOTHING = '# nothing';

/** A mistake as somebody would make it, and the same without it. */
export interface RuleExample {
  /** From the root of the project. */
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly language: 'json' | 'yaml';
  readonly broken: string;
  readonly repaired: string;
}

interface Written {
  readonly loaded: LoadedScenario;
  /** As it stands in the file, without the defaults. */
  readonly raw: Raw;
}

type Raw = Readonly<Record<string, unknown>>;

/** The examples of each rule by its id, in the order of their files. Throws when a scenario has no repaired twin. */
export function ruleExamples(root: string): ReadonlyMap<string, readonly RuleExample[]> {
  const examples = new Map<string, RuleExample[]>();
  for (const name of readdirSync(join(root, 'scenarios/rules')).sort()) {
    const file = `scenarios/rules/${name}`;
    const written = read(join(root, file));
    for (const [index, broken] of written.entries()) {
      const { tags, then } = broken.loaded.scenario;
      if (tags.includes('repaired')) continue;
      const repaired = written[index + 1];
      if (!repaired?.loaded.scenario.tags.includes('repaired'))
        throw new Error(`${file}: "${broken.loaded.scenario.name}" has no repaired twin after it`);
      const example = exampleOf(file, broken, repaired);
      const rules = new Set([...Object.values(then.findings ?? {}).flat(), ...(then.verify?.findings ?? [])]);
      for (const rule of rules) {
        const known = examples.get(rule) ?? [];
        known.push(example);
        examples.set(rule, known);
      }
    }
  }
  return examples;
}

function read(path: string): Written[] {
  const text = readFileSync(path, 'utf8');
  const raws = parseAllDocuments(text) as unknown as { toJS(): Raw }[];
  return parseScenarios(text, path).map((loaded, index) => ({ loaded, raw: raws[index]?.toJS() ?? {} }));
}

function exampleOf(file: string, broken: Written, repaired: Written): RuleExample {
  const { name, description = '' } = broken.loaded.scenario;
  const [wrong, right] = differenceInGraph(broken, repaired) ?? differenceInStory(broken.raw, repaired.raw);
  return { file, name, description: description.trim(), ...wrong, broken: wrong.text, repaired: right.text };
}

interface Fragment {
  readonly language: 'json' | 'yaml';
  readonly text: string;
}

type Pair = readonly [Fragment, Fragment];

/** The innermost object of a policy that differs, as Graph takes it; undefined when no policy differs in content. */
function differenceInGraph(broken: Written, repaired: Written): Pair | undefined {
  const wrong = broken.loaded.scenario.given.policies;
  const right = repaired.loaded.scenario.given.policies;
  if (wrong.length !== right.length) return undefined;
  for (const [index, policy] of wrong.entries()) {
    const twin = right[index];
    const before = policyBody(policy);
    const after = twin && policyBody(twin);
    if (before === undefined || after === undefined) continue;
    const found = innermost(before, after);
    if (found) return [json(found[0]), json(found[1])];
  }
  return undefined;
}

/** The innermost pair of objects, at the same place, in which two values differ. */
function innermost(before: unknown, after: unknown): [unknown, unknown] | undefined {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  if (!isObject(before) || !isObject(after)) return [before, after];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differing = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const [only] = differing;
  const inner = differing.length === 1 && only !== undefined ? [before[only], after[only]] : [];
  const isContainer = (value: unknown) => isObject(value) && (!Array.isArray(value) || value.some(isObject));
  if (inner.length === 2 && inner.every(isContainer)) return innermost(inner[0], inner[1]);
  // A list by itself says nothing about where it belongs.
  return [before, after];
}

/** The parts of the two stories that differ, as the scenarios write them. */
function differenceInStory(before: Raw, after: Raw): Pair {
  const [wrong, right] = parted(story(before), story(after));
  const signsIn = (step: unknown) => isObject(step) && step.do === 'signIn';
  const isOnlySignIn = ({ steps }: Raw) => Array.isArray(steps) && steps.every(signsIn);
  // A person who gets further goes on to sign in; that repairs nothing.
  const { steps: _, ...others } = right;
  const repaired = isOnlySignIn(right) && !isOnlySignIn(wrong) ? others : right;
  return [yaml(wrong), yaml(repaired)];
}

/** What is given and what is done, without what is said about it. */
function story({ given, devices, steps }: Raw): Raw {
  return { given, devices, steps };
}

function parted(before: Raw, after: Raw): [Raw, Raw] {
  const wrong: Record<string, unknown> = {};
  const right: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [a, b] = [before[key], after[key]];
    if (JSON.stringify(a) === JSON.stringify(b)) continue;
    if (Array.isArray(a) && Array.isArray(b)) {
      for (const [side, own, other] of [
        [wrong, a, b],
        [right, b, a],
      ] as const) {
        const more = without(own, other);
        if (more.length > 0) side[key] = more;
      }
    } else if (isObject(a) && isObject(b)) {
      const [less, more] = parted(a, b);
      if (Object.keys(less).length > 0) wrong[key] = less;
      if (Object.keys(more).length > 0) right[key] = more;
    } else {
      if (a !== undefined) wrong[key] = a;
      if (b !== undefined) right[key] = b;
    }
  }
  return [wrong, right];
}

function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const known = new Set(other.map((entry) => JSON.stringify(entry)));
  return list.filter((entry) => !known.has(JSON.stringify(entry)));
}

function json(value: unknown): Fragment {
  return { language: 'json', text: JSON.stringify(value, null, 2) };
}

function yaml(value: unknown): Fragment {
  const nothing = isObject(value) && Object.keys(value).length === 0;
  return { language: 'yaml', text: nothing ? NOTHING : stringify(value, { lineWidth: 100 }).trimEnd() };
}

function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null;
}
