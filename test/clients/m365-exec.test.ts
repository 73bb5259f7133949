import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tenantless } from '../support/cli.ts';
import { installed } from './attached.ts';

// Somebody's shell script, which calls the Microsoft 365 CLI as it comes from the registry, below `tenantless exec`.

const PATIENCE = 120_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-m365-'));
  // It would tell its makers of each command.
  mkdirSync(join(folder, 'configstore'));
  writeFileSync(
    join(folder, 'configstore', 'cli-m365-config.json'),
    JSON.stringify({ disableTelemetry: true, output: 'json' }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SCRIPT = `set -e
m365() { "$NODE" "$M365" "$@" --output json; }
m365 login --authType secret --appId "$AZURE_CLIENT_ID" --tenant "$AZURE_TENANT_ID" --secret "$AZURE_CLIENT_SECRET" > /dev/null
m365 entra group add --displayName 'iPhone pilots' --description 'By m365' --type security > /dev/null
m365 entra group member add --groupName 'iPhone pilots' --userNames aoife.gallagher@contoso.com --role Member
m365 entra group member list --groupName 'iPhone pilots'`;

it(
  'exec brings the Microsoft 365 CLI to a fresh tenant, and tells what it did there',
  async () => {
    const report = join(folder, 'report.json');
    const environment = {
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      TENANTLESS_CACHE: join(folder, 'cache'),
      NO_UPDATE_NOTIFIER: '1',
      NODE: process.execPath,
      M365: installed('@pnp/cli-microsoft365/dist/index.js'),
    };
    const args = ['exec', '--attach', 'hook', '--report', report, '--', 'sh', '-c', SCRIPT];
    const ended = await tenantless(args, environment);
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('ended well') });
    expect(JSON.parse(ended.stdout)).toMatchObject([{ displayName: 'Aoife Gallagher' }]);
    for (const line of ['+ iPhone pilots', 'Group.Create']) expect(ended.stderr).toContain(line);
    const { changes, requests } = JSON.parse(readFileSync(report, 'utf8'));
    expect(changes.changes).toMatchObject([{ what: 'created', set: 'groups', name: 'iPhone pilots' }]);
    expect(requests).toMatchObject({ refused: [] });
  },
  PATIENCE,
);
