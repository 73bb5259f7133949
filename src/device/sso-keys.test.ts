// Microsoft Enterprise SSO plug-in for Apple devices: what the keys of ExtensionData do.
import { describe, expect, it } from 'vitest';
import { createStage } from '../../test/support/devices.ts';
import type { NewDevice } from './new-device.ts';

type Value = string | number;

/** A first sign-in on a device whose SSO policy has these pairs, too. */
function signIn(app: string, pairs: Readonly<Record<string, Value>> = {}, facts: Partial<NewDevice> = {}) {
  const stage = createStage();
  stage.extension((extension) => ({
    ...extension,
    configurations: [
      ...(extension['configurations'] as object[]),
      ...Object.entries(pairs).map(([key, value]) => ({
        '@odata.type': `#microsoft.graph.key${typeof value === 'number' ? 'Integer' : 'String'}ValuePair`,
        key,
        value,
      })),
    ],
  }));
  const { trace, device } = stage.simulation.act(stage.enrolled(facts), { do: 'signIn', app });
  return {
    registered: device.registered,
    told: trace.map(({ step, message }) => `${step}: ${message}`).join('\n'),
  };
}

describe('Safari', () => {
  it('takes part whatever prefixes are allowed, as long as it is not blocked', () => {
    expect(signIn('Safari', { AppPrefixAllowList: 'com.contoso.' }).registered).toBe(true);
    expect(signIn('Safari', { AppBlockList: 'com.apple.mobilesafari' }).registered).toBe(false);
    expect(signIn('Safari', { browser_sso_interaction_enabled: 0 }).registered).toBe(false);
  });
});

describe('admin_debug_mode_enabled', () => {
  const pairs = { admin_debug_mode_enabled: 1 };

  it('logs the bundle ids that the extension can see, of apps that it does not serve too', () => {
    expect(signIn('Microsoft Teams').told).not.toContain('[ADMIN MODE]');
    expect(signIn('Microsoft Teams', pairs).told).toContain('bundle identifiers: com.microsoft.skype.teams');
    expect(signIn('Salesforce', pairs)).toMatchObject({
      registered: false,
      told: expect.stringContaining('bundle identifiers: com.salesforce.chatter'),
    });
    expect(signIn('Google Chrome', pairs).told).not.toContain('[ADMIN MODE]');
  });
});

describe('disable_inapp_sso_signin', () => {
  const pairs = { disable_inapp_sso_signin: 1 };

  it('has apps with MSAL open Authenticator, and no others', () => {
    expect(signIn('Microsoft Teams', pairs).told).toContain('Microsoft Teams opens Microsoft Authenticator');
    expect(signIn('Safari', pairs).told).not.toContain('opens Microsoft Authenticator');
  });
});

describe('TLS inspection of the sign-in', () => {
  // "Allowing Microsoft domains is only required on operating system versions released before 2022."
  it.each([
    ['15.8', 'login.microsoftonline.com', false],
    ['15.8', 'sts.windows.net', false],
    ['16.0', 'login.microsoftonline.com', true],
    ['16.0', 'app-site-association.cdn-apple.com', false],
  ])('on iOS %s of %s: registers %s', (osVersion, host, registers) => {
    const { registered, told } = signIn(
      'Microsoft Teams',
      {},
      { osVersion, network: { tlsInspection: [host] } },
    );
    expect(registered).toBe(registers);
    expect(told.includes('NSURLErrorDomain')).toBe(!registers);
  });
});
