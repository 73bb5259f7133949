// What docs/ci.md, action.yml, the Dockerfile and init write, as others' checkers read it. test/ci-page.test.ts runs their commands.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import {
  workflow as initWorkflow,
  NPM_WITHOUT_LOCK,
  PACKAGE_MANAGERS,
} from '../../src/cli/init/templates.ts';

const clients = createRequire(new URL('./package.json', import.meta.url));
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Verdict {
  readonly errors: readonly object[];
}
const github: { validateAction(text: string): Verdict; validateWorkflow(text: string): Verdict } =
  clients('@action-validator/core');
const dockerfile: { validate(text: string): readonly { readonly message: string }[] } =
  clients('dockerfile-utils');

describe('files for GitHub, by its schemas', () => {
  const [workflow = '', action = ''] = Array.from(
    read('docs/ci.md').matchAll(/```yaml\n([\s\S]*?)```/g),
    ([, text = '']) => text,
  );
  /** What the page shows of a job. */
  const job = (steps: string) =>
    `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n${steps.replace(/^/gm, '    ')}`;
  it.each<[string, () => string]>([
    ['the workflow of the page', () => workflow],
    ['the step with the action', () => job(action)],
    ...[...PACKAGE_MANAGERS, NPM_WITHOUT_LOCK].map((manager): [string, () => string] => [
      `the workflow of init for ${manager.add}`,
      () => initWorkflow(manager, { folder: 'apps/my phones', lock: manager.lock }),
    ]),
  ])('are right: %s', (_, text) => {
    expect(github.validateWorkflow(text()).errors).toEqual([]);
  });

  it('are right: the action', () => {
    expect(github.validateAction(read('action.yml')).errors).toEqual([]);
  });

  it('would be found wrong', () => {
    expect(github.validateWorkflow(job('steps:\n  - runs: echo')).errors).not.toEqual([]);
    expect(github.validateAction('name: x\nruns: { using: composite }').errors).not.toEqual([]);
  });
});

describe('the Dockerfile, by a linter', () => {
  it('is right', () => {
    expect(dockerfile.validate(read('Dockerfile'))).toEqual([]);
  });

  it('would be found wrong', () => {
    const [objection] = dockerfile.validate('FROM node:22-slim\nHEALTHCHECK --intervall=5s CMD ["x"]\n');
    expect(objection?.message).toContain('intervall');
  });
});
