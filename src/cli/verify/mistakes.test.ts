import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pair, ssoPolicy } from '../../../test/support/example-documents.ts';
import { verifyDocuments } from '../../verify/index.ts';
import { CliError } from '../exit.ts';
import { writeFile } from '../write-file.ts';
import { fix } from './fix.ts';
import { readDocuments } from './read-documents.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-mistakes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (path: string) => join(folder, path);
/** What somebody is told. */
function told(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CliError) return `${error.message} ${error.fix ?? ''}`.replaceAll(folder, '');
    throw error;
  }
  throw new Error('nothing went wrong');
}

describe('paths that lead nowhere', () => {
  it('are told with what may have been meant, or where they begin', () => {
    mkdirSync(at('policies'));
    symlinkSync('gone.json', at('link.json'));
    expect(told(() => readDocuments(at('polices')))).toContain('Did you mean /policies?');
    expect(told(() => readDocuments('no/such'))).toContain(`Paths begin at ${process.cwd()}.`);
    expect(told(() => readDocuments(''))).toMatch(/^'': there is no such file/);
    expect(told(() => readDocuments(at('link.json')))).toContain('a link to something that is not there');
  });

  it.skipIf(process.platform === 'win32')('do not keep a folder waiting', () => {
    writeFileSync(at('a.json'), '{}');
    execFileSync('mkfifo', [at('pipe.json')]);
    symlinkSync('.', at('around'));
    symlinkSync('a.json', at('b.json'));
    symlinkSync('gone.json', at('c.json'));
    expect(readDocuments(folder).map(({ file }) => file)).toEqual([at('a.json'), at('b.json')]);
  });
});

describe('a file that cannot be written', () => {
  it('is told with what is in its way', () => {
    expect(told(() => writeFile(at('no/report.json'), ''))).toContain("there is no folder '/no'");
    expect(told(() => writeFile(folder, ''))).toContain('this is a folder Name a file in it.');
  });

  it('is not said to be mended', () => {
    const policy = ssoPolicy(
      {},
      { configurations: [pair('device_registration ', '{{DEVICEREGISTRATION}}')] },
    );
    const lines: string[] = [];
    writeFileSync(at('policy.json'), JSON.stringify(policy, null, 2));
    const [document] = readDocuments(at('policy.json'));
    const gone = { ...document, file: at('gone/policy.json') } as NonNullable<typeof document>;
    expect(
      told(() => fix([gone], verifyDocuments, { dryRun: false, show: (line) => lines.push(line) })),
    ).toContain('cannot write');
    expect(lines).toEqual([]);
    expect(readFileSync(at('policy.json'), 'utf8')).toContain('device_registration ');
  });
});
