// The catalogue of rules as pages: docs/rules/<id>.md for each rule, and docs/rules/README.md for all of them.
import { dirname, relative } from 'node:path';
import { RULES } from '../../src/rules/catalogue.ts';
import { rulePage } from '../../src/rules/page.ts';
import type { Evidence, Rule, Severity } from '../../src/rules/rule.ts';
import { NOTHING, type RuleExample, ruleExamples } from './rule-examples.ts';

const NOTE = '<!-- Generated from the catalogue of rules by `npm run docs`. Not for editing. -->';
const INDEX = 'docs/rules/README.md';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  blocker: 'blocker: just-in-time registration cannot be completed, or not be relied on',
  degraded: 'degraded: it completes, but not as it should',
  warning: 'warning: worth knowing',
};

const EVIDENCE: Readonly<Record<Evidence, string>> = {
  documented: 'documented: the source below says so',
  recorded: 'recorded: seen in a real response',
  inferred: 'inferred: concluded from the source below, which does not say it in so many words',
};

const CONSEQUENCES = {
  registration: 'The device does not register in Microsoft Entra ID, so there is no remediation either.',
  remediation:
    'The device registers in Microsoft Entra ID. Its compliance is neither checked nor remediated in the app.',
  access: 'The device registers and is remediated as it should, and no app lets its person in.',
  nothing: 'It does not keep the device from registering.',
} as const;

/** The pages by their path from the root of the project. */
export function rulePages(root: string): ReadonlyMap<string, string> {
  const examples = ruleExamples(root);
  return new Map([
    [INDEX, index()],
    ...RULES.map((rule) => [rulePage(rule.id), page(rule, examples.get(rule.id) ?? [])] as const),
  ]);
}

function page(rule: Rule, examples: readonly RuleExample[]): string {
  const [example] = examples;
  const mechanism = example ? `${sentence(example.description)} ` : '';
  return paragraphs([
    `# ${rule.title}`,
    NOTE,
    `\`${rule.id}\` · [all rules](README.md)`,
    [
      '| | |',
      '|---|---|',
      `| Severity | ${SEVERITIES[rule.severity]} |`,
      `| Evidence | ${EVIDENCE[rule.evidence]} |`,
      `| Found by | ${rule.needsRun === undefined ? '`verify`, and the simulation' : `the simulation only: ${rule.needsRun}`} |`,
    ].join('\n'),
    `## What happens\n\n${mechanism}${CONSEQUENCES[rule.blocks ?? 'nothing']}`,
    `## What the person sees\n\n${rule.symptom}`,
    `## What the admin sees in Microsoft Graph\n\n${rule.graph}`,
    `## How to fix it\n\n${rule.fix}`,
    ...(example ? [exampleText(example)] : []),
    ...(examples.length > 0 ? [scenarios(examples)] : []),
    `## Source\n\n[${rule.source.title}](${rule.source.url})`,
  ]);
}

function exampleText({ name, language, broken, repaired }: RuleExample): string {
  const fence = (text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
  const sides =
    repaired === NOTHING
      ? ['Broken, and repaired without it:', fence(broken)]
      : broken === NOTHING
        ? ['Broken without this, and repaired with it:', fence(repaired)]
        : ['Broken:', fence(broken), 'Repaired:', fence(repaired)];
  const [first, ...rest] = sides;
  return ['## Example', `${sentence(name)} ${first}`, ...rest].join('\n\n');
}

/** Each scenario lives through the mistake, and then through the same without it. */
function scenarios(examples: readonly RuleExample[]): string {
  const link = (file: string) => relative(dirname(INDEX), file).split('\\').join('/');
  return [
    '## To see it happen',
    ['```sh', ...examples.map(({ file }) => `npm run tenantless -- run ${file}`), '```'].join('\n'),
    examples.map(({ file, name }) => `- [${name}](${link(file)})`).join('\n'),
  ].join('\n\n');
}

function index(): string {
  const rows = RULES.map(
    ({ id, title, severity, evidence, needsRun }) =>
      `| [\`${id}\`](${id}.md) | ${title} | ${severity} | ${evidence} | ${needsRun === undefined ? 'verify' : 'simulation only'} |`,
  );
  const unseen = RULES.flatMap(({ id, title, needsRun }) =>
    needsRun === undefined ? [] : [`- [${title}](${id}.md): ${needsRun}.`],
  );
  return paragraphs([
    '# What can go wrong',
    NOTE,
    'Every rule of the catalogue, in the order in which things go wrong: from enrollment to remediation. `verify` finds most of them without running anything; some show only when a simulated device lives through them.',
    ['| rule | what is wrong | severity | evidence | found by |', '|---|---|---|---|---|', ...rows].join(
      '\n',
    ),
    '## What verify cannot find without running',
    unseen.join('\n'),
  ]);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
