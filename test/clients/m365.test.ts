import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Way } from '../../src/cli/environment.ts';
import { type Attached, attach, installed } from './attached.ts';

// Each command is a process that loads a second's worth of code; the tests of this file build on each other.

const PATIENCE = 120_000;

let attached: Attached;
beforeAll(async () => {
  attached = await attach();
  // It would tell its makers of each command, and ask the registry for a newer version of itself.
  const settings = join(
    attached.environment([])['XDG_CONFIG_HOME'] as string,
    'configstore',
    'cli-m365-config.json',
  );
  mkdirSync(dirname(settings));
  writeFileSync(settings, JSON.stringify({ disableTelemetry: true, output: 'json' }));
});
afterAll(() => attached?.[Symbol.asyncDispose]());

/** Runs a command and returns what it printed: a JSON value, or nothing. */
async function m365(command: string, options: Readonly<Record<string, string>> = {}, way: Way = 'hook') {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const program = [process.execPath, installed('@pnp/cli-microsoft365/dist/index.js')] as const;
  const ended = await attached.run([way], [...program, ...command.split(' '), ...args, '--output', 'json'], {
    NO_UPDATE_NOTIFIER: '1',
  });
  if (ended.code !== 0) throw new Error(`${ended.stderr}${ended.stdout}`);
  return ended.stdout.trim() === '' ? undefined : JSON.parse(ended.stdout);
}

describe('the Microsoft 365 CLI', () => {
  it.each<[Way]>([['proxy'], ['hook']])(
    'signs in with a secret: %s',
    async (way) => {
      const { tenantId: tenant, clientId: appId, clientSecret: secret } = attached.emulator.info;
      expect(await m365('login', { authType: 'secret', appId, tenant, secret }, way)).toMatchObject({
        connectedAs: 'Contoso Automation',
        appId,
        appTenant: tenant,
      });
    },
    PATIENCE,
  );

  it(
    'sends any request to Graph',
    async () => {
      const url = 'https://graph.microsoft.com/v1.0/organization?$select=displayName';
      const [proxied, hooked] = await Promise.all([
        m365('request', { url }, 'proxy'),
        m365('request', { url: url.replace('v1.0', 'beta') }, 'hook'),
      ]);
      expect(proxied).toMatchObject({ value: [{ displayName: 'Contoso' }] });
      expect(proxied['@odata.context']).toMatch('https://graph.microsoft.com/v1.0/$metadata#organization');
      expect(hooked).toMatchObject({ value: [{ displayName: 'Contoso' }] });
    },
    PATIENCE,
  );

  it(
    'lists, creates, changes and removes users',
    async () => {
      const { tenant } = attached.emulator;
      const userName = 'm.three@contoso.com';
      const password = 'correct Horse 1 battery staple';
      const [all, created] = await Promise.all([
        m365('entra user list', { properties: 'displayName,department' }),
        m365('entra user add', { displayName: 'M Three', userName, password, department: 'Field' }),
      ]);
      // Added meanwhile or not.
      expect(all.length).toBeGreaterThanOrEqual(25);
      expect(all).toContainEqual({ displayName: 'Aoife Gallagher', department: expect.any(String) });
      expect(created).toMatchObject({ displayName: 'M Three', userPrincipalName: userName });
      await m365('entra user set', { userName, jobTitle: 'Tester' });
      expect(await m365('entra user get', { userName })).toMatchObject({
        id: created.id,
        jobTitle: 'Tester',
      });
      await m365('entra user remove', { userName, force: 'true' });
      expect(tenant.collection('users').get(created.id)).toBeUndefined();
      await expect(m365('entra user get', { userName })).rejects.toThrow('m.three@contoso.com');
    },
    PATIENCE,
  );

  it(
    'lists, creates and removes groups and their members',
    async () => {
      const { tenant } = attached.emulator;
      const displayName = 'CLI pilots';
      const created = await m365('entra group add', {
        displayName,
        type: 'security',
        description: 'By m365',
      });
      const member = { groupName: displayName, userNames: 'aoife.gallagher@contoso.com', role: 'Member' };
      await m365('entra group member add', member);
      const [found, members] = await Promise.all([
        m365('entra group get', { displayName }),
        m365('entra group member list', { groupName: displayName }),
      ]);
      expect(found).toMatchObject({ id: created.id, description: 'By m365', securityEnabled: true });
      expect(members).toMatchObject([{ displayName: 'Aoife Gallagher', roles: ['Member'] }]);
      await m365('entra group remove', { id: created.id, force: 'true' });
      expect(tenant.collection('groups').get(created.id)).toBeUndefined();
      const names = (await m365('entra group list')).map(
        (group: { displayName: string }) => group.displayName,
      );
      expect(names).toContain('All iPhone users');
      expect(names).not.toContain(displayName);
    },
    PATIENCE,
  );
});
