import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { EXPORT, GROUP, IOS, imported, POLICY } from '../../test/support/imported.ts';
import { Tenant } from '../tenant/index.ts';
import { verifyTenant } from '../verify/index.ts';
import { importDocuments } from './index.ts';
import { NO_FILE, NO_SECRET } from './privacy.ts';

describe('importDocuments', () => {
  it('brings policies with their assignments, under ids of their own', () => {
    const { tenant, policies, text, report } = imported();
    const [policy] = policies;
    const [assignment] = tenant.collection('deviceManagement/deviceConfigurations/assignments');
    const group = [...tenant.collection('groups')].find(({ displayName }) => displayName === 'iPhones');
    expect(assignment).toMatchObject({
      id: `${policy?.id}_${group?.id}`,
      $parent: policy?.id,
      target: { groupId: group?.id },
    });
    expect(text).not.toContain(POLICY);
    expect(text.toLowerCase()).not.toContain(GROUP);
    expect(report.imported).toContainEqual({ set: 'deviceManagement/deviceConfigurations', count: 3 });
    expect(report.leftOut).toEqual([{ type: 'windowsAutopilotDeploymentProfile', count: 1 }]);
  });

  it('gives groups members, so that somebody gets the policies', () => {
    const { tenant } = imported();
    const group = [...tenant.collection('groups')].find(({ displayName }) => displayName === 'iPhones');
    expect(tenant.links('groups/members').targets(group?.id ?? '').length).toBeGreaterThan(0);
    expect(verifyTenant(tenant).findings.map(({ rule }) => rule)).not.toContain('sso-policy-missing');
  });

  it('replaces people, domains, secrets and uploaded files, the same by the same', () => {
    const { policies, text, report } = imported();
    expect(text).not.toMatch(/jo\.doe|fabrikam\.com|correct horse|c2VjcmV0/i);
    const [sso, wifi, custom] = policies as unknown as Record<string, string>[];
    expect(wifi).toMatchObject({ preSharedKey: NO_SECRET, passwordRequiredType: 'numeric', ssid: 'office' });
    expect(custom).toMatchObject({ payload: NO_FILE, payloadName: 'vpn' });
    const person = wifi?.['networkName'] ?? '';
    expect(person).toMatch(/^[a-z]+\.[a-z]+\.1@contoso\.com$/);
    expect(sso?.['description']).toBe(`Ask ${person}. See https://wiki.contoso.com/${sso?.['id']}`);
    expect(report.replaced).toEqual({ people: 1, secrets: 1, files: 1 });
  });

  it('finds secrets in lists, in pairs and in assignments, and counts each once', () => {
    const { text, report } = imported([
      {
        '@odata.type': '#microsoft.graph.iosVpnConfiguration',
        id: POLICY,
        displayName: 'VPN',
        customKeyValueData: [{ key: 'Password', value: 'hunter2' }],
        sharedSecrets: ['hunter3'],
        passwordRequired: true,
        assignments: [
          { target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget', apiKey: 'hunter4' } },
        ],
      },
    ]);
    expect(text).not.toContain('hunter');
    expect(text).toContain('"passwordRequired":true');
    expect(report.replaced.secrets).toBe(2);
  });

  it('leaves the tokens of the service alone', () => {
    expect(imported().text).toContain('{{DEVICEREGISTRATION}}');
  });

  it('is the same for the same seed', () => {
    expect(imported().text).toBe(imported().text);
    expect(imported(EXPORT, 4).text).not.toBe(imported().text);
  });

  it('says what it could not understand, and that nobody gets what has no assignments', () => {
    const { report } = imported([{ '@odata.type': IOS, id: POLICY, displayName: 'SSO' }, { foo: 1 }]);
    expect(report.problems).toMatchObject([{ path: 'export.json', line: 1 }]);
    expect(report.notes.join(' ')).toContain('nobody gets what it holds');
  });

  it.each([['{'], ['{"foo": 1}']])('refuses %s, which holds nothing of Graph', (text) => {
    const tenant = new Tenant();
    loadFixture(tenant, 'contoso');
    expect(() => importDocuments(tenant, [{ path: 'a.json', text }])).toThrow('a.json');
  });
});
