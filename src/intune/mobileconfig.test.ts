import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlist } from '../../test/strict-plist.ts';
import type { Policy } from '../tenant/index.ts';
import { renderMobileConfig } from './mobileconfig.ts';
import { Real, renderPlist } from './plist.ts';
import { issueRegistrationToken } from './registration-token.ts';

const device = {
  tenantId: '11111111-0000-4000-8000-000000000001',
  managedDeviceId: '22222222-0000-4000-8000-000000000002',
};
const policy: Policy = {
  '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
  id: '77777777-0000-4000-8000-000000000001',
  displayName: 'SSO <for> R&D',
  iosSingleSignOnExtension: {
    '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
    configurations: [
      {
        '@odata.type': '#microsoft.graph.keyStringValuePair',
        key: 'device_registration ',
        value: '{{DEVICEREGISTRATION}}',
      },
      { '@odata.type': '#microsoft.graph.keyBooleanValuePair', key: 'flag', value: false },
    ],
  },
};

describe('a .mobileconfig', () => {
  it('carries the payload inside a Configuration envelope', () => {
    const file = renderMobileConfig(policy, device, 'Contoso') ?? '';
    expect(file).toContain('<key>device_registration </key>');
    expect(readPlist(file)).toMatchObject({
      PayloadType: 'Configuration',
      PayloadVersion: 1,
      PayloadDisplayName: 'SSO <for> R&D',
      PayloadOrganization: 'Contoso',
      PayloadContent: [
        {
          PayloadType: 'com.apple.extensiblesso',
          Type: 'Redirect',
          ExtensionData: { 'device_registration ': issueRegistrationToken(device), flag: false },
        },
      ],
    });
  });

  it('has the policy’s description where there is one', () => {
    const descriptionOf = (description: unknown) => {
      const file = readPlist(renderMobileConfig({ ...policy, description }, device) ?? '');
      return (file as Record<string, unknown>)['PayloadDescription'];
    };
    expect(['Signs in once', '', null].map(descriptionOf)).toEqual(['Signs in once', undefined, undefined]);
  });

  it('has UUIDs of its own for the envelope and the payload, the same every time', () => {
    const file = renderMobileConfig(policy, device) ?? '';
    const uuids = [...file.matchAll(/<key>PayloadUUID<\/key>\s*<string>([^<]+)/g)].map(([, uuid]) => uuid);
    expect(new Set(uuids).size).toBe(2);
    expect(renderMobileConfig({ ...policy }, device)).toBe(file);
  });

  it('is none for a policy without an SSO extension', () => {
    expect(renderMobileConfig({ ...policy, iosSingleSignOnExtension: null }, device)).toBeUndefined();
  });
});

describe('property lists', () => {
  it('survive being written and read', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '\t', '\r', '<', '>', '&', '"', ']]>', 'é', '😀'),
    });
    const leaf = fc.oneof(text, fc.integer(), fc.boolean());
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('any'), { maxLength: 3 }), tie('dict')),
      dict: fc.dictionary(text, tie('any'), { maxKeys: 4 }),
    }));
    fc.assert(
      fc.property(value.dict, (root) => {
        expect(readPlist(renderPlist(root as Record<string, string>))).toEqual(root);
      }),
    );
  });

  it('replace what XML cannot carry', () => {
    const text = 'a\u0000b\u001fc\uffffd\ud800e';
    expect(readPlist(renderPlist({ text }))).toEqual({ text: 'a\ufffdb\ufffdc\ufffdd\ufffde' });
  });

  it('write numbers by their type', () => {
    expect(readPlist(renderPlist({ whole: 3, real: new Real(3), part: new Real(0.5) }))).toEqual({
      whole: 3,
      real: { real: 3 },
      part: { real: 0.5 },
    });
    expect(() => renderPlist({ part: 0.5 })).toThrow('0.5 is no integer');
  });
});
