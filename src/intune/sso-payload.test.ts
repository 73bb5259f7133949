import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../tenant/index.ts';
import { issueRegistrationToken, readRegistrationToken } from './registration-token.ts';
import { buildSsoPayload } from './sso-payload.ts';

const device = {
  tenantId: '11111111-0000-4000-8000-000000000001',
  managedDeviceId: '22222222-0000-4000-8000-000000000002',
};

const text = (key: string, value: string) => ({
  '@odata.type': '#microsoft.graph.keyStringValuePair',
  key,
  value,
});
const integer = (key: string, value: number) => ({
  '@odata.type': '#microsoft.graph.keyIntegerValuePair',
  key,
  value,
});

function policyWith(extension: Record<string, unknown> | undefined): Policy {
  return {
    '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
    id: 'policy-1',
    displayName: 'iOS SSO extension (JIT)',
    ...(extension && { iosSingleSignOnExtension: extension }),
  };
}

function entra(configurations: readonly object[], more: Record<string, unknown> = {}): Policy {
  return policyWith({
    '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
    configurations,
    ...more,
  });
}

function dataOf(policy: Policy) {
  const payload = buildSsoPayload(policy, device);
  if (!payload) throw new Error('the policy has no payload');
  return payload.ExtensionData;
}

describe('the payload of the Microsoft Entra type', () => {
  it('is what the page’s policy becomes', () => {
    const policy = entra(
      [text('device_registration', '{{DEVICEREGISTRATION}}'), integer('browser_sso_interaction_enabled', 1)],
      {
        enableSharedDeviceMode: false,
        bundleIdAccessControlList: ['com.contoso.workapp', 'com.contoso.other'],
      },
    );
    expect(buildSsoPayload(policy, device)).toEqual({
      PayloadType: 'com.apple.extensiblesso',
      PayloadVersion: 1,
      PayloadIdentifier: 'com.apple.extensiblesso.policy-1',
      PayloadUUID: expect.stringMatching(
        /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/,
      ),
      PayloadDisplayName: 'Extensible Single Sign On',
      ExtensionIdentifier: 'com.microsoft.azureauthenticator.ssoextension',
      Type: 'Redirect',
      URLs: [
        'https://login.microsoftonline.com',
        'https://login.microsoft.com',
        'https://sts.windows.net',
        'https://login.partner.microsoftonline.cn',
        'https://login.chinacloudapi.cn',
        'https://login.microsoftonline.us',
        'https://login-us.microsoftonline.com',
      ],
      ExtensionData: {
        device_registration: issueRegistrationToken(device),
        browser_sso_interaction_enabled: 1,
        AppAllowList: 'com.contoso.workapp,com.contoso.other',
      },
    });
  });

  it('keeps the UUID of a policy, whatever changes in it', () => {
    const one = buildSsoPayload(entra([]), device);
    const other = buildSsoPayload(entra([integer('x', 1)]), { ...device, managedDeviceId: 'another' });
    expect(other?.PayloadUUID).toBe(one?.PayloadUUID);
  });

  // The configuration page: tokens all in upper or all in lower case; anything else arrives as it was written.
  it.each([
    ['{{DEVICEREGISTRATION}}', true],
    ['{{deviceregistration}}', true],
    ['{{DeviceRegistration}}', false],
    [' {{DEVICEREGISTRATION}}', false],
    ['{{DEVICEREGISTRATION}} ', false],
    ['{DEVICEREGISTRATION}', false],
    ['{{ DEVICEREGISTRATION }}', false],
    ['{{DEVICEREGISTRATION}}\u00a0', false],
    ['', false],
  ])('expands the value %j: %s', (value, expanded) => {
    const delivered = dataOf(entra([text('device_registration', value)]))['device_registration'];
    expect(readRegistrationToken(delivered)).toEqual(expanded ? device : undefined);
    if (!expanded) expect(delivered).toBe(value);
  });

  it.each([' device_registration', 'device_registration ', 'Device_Registration', 'device_registration\n'])(
    'delivers the key %j to the letter',
    (key) => {
      expect(Object.keys(dataOf(entra([text(key, '{{DEVICEREGISTRATION}}')])))).toEqual([key]);
    },
  );

  it('gives each pair the type that its Graph type says, and drops a value of another type', () => {
    const pair = (type: string, key: string, value: unknown) => ({
      '@odata.type': `#microsoft.graph.${type}`,
      key,
      value,
    });
    const data = dataOf(
      entra([
        pair('keyBooleanValuePair', 'boolean', true),
        pair('keyRealValuePair', 'real', 1),
        pair('keyIntegerValuePair', 'integer', 0),
        pair('keyIntegerValuePair', 'notAnInteger', '1'),
        pair('keyTypedValuePair', 'noType', 'x'),
        { key: 'bare', value: 'x' },
      ]),
    );
    expect(data).toEqual({ boolean: true, real: { value: 1 }, integer: 0 });
  });

  it('writes shared device mode only when it is on', () => {
    expect(dataOf(entra([], { enableSharedDeviceMode: true }))).toEqual({ sharedDeviceMode: true });
    expect(dataOf(entra([], { enableSharedDeviceMode: false }))).toEqual({});
  });

  it('adds the listed apps to an AppAllowList among the pairs', () => {
    const data = dataOf(entra([text('AppAllowList', 'com.a.b')], { bundleIdAccessControlList: ['com.c.d'] }));
    expect(data['AppAllowList']).toBe('com.a.b,com.c.d');
  });

  it('issues another token to another device, and none into a shared object', () => {
    const policy = entra([text('device_registration', '{{DEVICEREGISTRATION}}')]);
    const other = { ...device, managedDeviceId: '33333333-0000-4000-8000-000000000003' };
    const first = buildSsoPayload(policy, device);
    expect(
      readRegistrationToken(buildSsoPayload(policy, other)?.ExtensionData['device_registration']),
    ).toEqual(other);
    expect(readRegistrationToken(first?.ExtensionData['device_registration'])).toEqual(device);
  });
});

describe('the payload of other types', () => {
  const configurations = [text('device_registration', '{{DEVICEREGISTRATION}}')];

  it('redirect: its own identifier and addresses, the token unexpanded, no team identifier', () => {
    const payload = buildSsoPayload(
      policyWith({
        '@odata.type': '#microsoft.graph.iosRedirectSingleSignOnExtension',
        extensionIdentifier: 'com.microsoft.azureauthenticator.ssoextension',
        teamIdentifier: 'SGGM6D27TK',
        urlPrefixes: ['https://login.microsoftonline.com'],
        configurations,
      }),
      device,
    );
    expect(payload).toMatchObject({
      ExtensionIdentifier: 'com.microsoft.azureauthenticator.ssoextension',
      Type: 'Redirect',
      URLs: ['https://login.microsoftonline.com'],
      ExtensionData: { device_registration: '{{DEVICEREGISTRATION}}' },
    });
    expect(payload).not.toHaveProperty('TeamIdentifier');
  });

  it('credential: hosts and realm', () => {
    expect(
      buildSsoPayload(
        policyWith({
          '@odata.type': '#microsoft.graph.iosCredentialSingleSignOnExtension',
          extensionIdentifier: 'com.example.sso',
          domains: ['example.com'],
          realm: 'EXAMPLE.COM',
          configurations,
        }),
        device,
      ),
    ).toMatchObject({ Type: 'Credential', Hosts: ['example.com'], Realm: 'EXAMPLE.COM' });
  });

  it('Kerberos: Apple’s extension, with what the policy blocks turned into what it allows', () => {
    const payload = buildSsoPayload(
      policyWith({
        '@odata.type': '#microsoft.graph.iosKerberosSingleSignOnExtension',
        domains: ['.example.com'],
        realm: 'EXAMPLE.COM',
        blockAutomaticLogin: true,
        passwordBlockModification: false,
        passwordMinimumLength: 12,
        isDefaultRealm: true,
        domainRealms: ['EXAMPLE.COM'],
        signInHelpText: null,
      }),
      device,
    );
    expect(payload).toMatchObject({
      ExtensionIdentifier: 'com.apple.AppSSOKerberos.KerberosExtension',
      Type: 'Credential',
      Hosts: ['.example.com'],
      Realm: 'EXAMPLE.COM',
    });
    expect(payload?.ExtensionData).toEqual({
      allowAutomaticLogin: false,
      allowPasswordChange: true,
      pwReqLength: 12,
      isDefaultRealm: true,
      domainRealmMapping: { 'EXAMPLE.COM': ['.example.com'] },
    });
  });

  it.each([undefined, null, {}, { '@odata.type': '#microsoft.graph.iosSingleSignOnExtension' }, 'text'])(
    'none for a policy whose extension is %j',
    (extension) => {
      const policy = { ...policyWith(undefined), iosSingleSignOnExtension: extension };
      expect(buildSsoPayload(policy, device)).toBeUndefined();
    },
  );
});

describe('registration tokens', () => {
  it('are read back by the extension, and nothing else is', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (tenantId, managedDeviceId) => {
        const token = issueRegistrationToken({ tenantId, managedDeviceId });
        expect(readRegistrationToken(token)).toEqual({ tenantId, managedDeviceId });
        for (const broken of [
          ` ${token}`,
          `${token} `,
          token.toLowerCase(),
          token.slice(0, -4),
          `${token}AAAA`,
        ]) {
          expect(readRegistrationToken(broken)).not.toEqual({ tenantId, managedDeviceId });
        }
      }),
    );
  });

  it.each([1, true, null, undefined, '', '{{DEVICEREGISTRATION}}', 'TNL1.', 'TNL1.%%%', 'eyJhbGciOi'])(
    'not %j',
    (value) => {
      expect(readRegistrationToken(value)).toBeUndefined();
    },
  );
});
