import { describe, expect, it } from 'vitest';
import { readPlist } from '../../test/strict-plist.ts';
import { choice, group, simple, ssoCatalogPolicy, text, texts } from '../../test/support/catalog.ts';
import type { Entity } from '../tenant/index.ts';
import { placeIn, profileOfCatalog } from './catalog-policy.ts';
import { renderMobileConfig } from './mobileconfig.ts';
import { issueRegistrationToken } from './registration-token.ts';
import { MICROSOFT_SSO_URLS } from './sso-payload.ts';

const device = { tenantId: '11111111-0000-4000-8000-000000000001', managedDeviceId: 'md-1' };
const entityOf = ({ settings, ...body }: ReturnType<typeof ssoCatalogPolicy>): Entity => ({
  id: 'catalog-1',
  ...body,
  $settings: settings,
});

function payloadOf(entity: Entity) {
  const file = renderMobileConfig(profileOfCatalog(entity), device, 'Contoso') ?? '';
  return (readPlist(file) as { PayloadContent: Record<string, unknown>[] }).PayloadContent[0];
}

describe('the profile of a policy of the settings catalog', () => {
  it('is the one that the template makes, with the addresses that it lists', () => {
    expect(payloadOf(entityOf(ssoCatalogPolicy()))).toMatchObject({
      PayloadType: 'com.apple.extensiblesso',
      ExtensionIdentifier: 'com.microsoft.azureauthenticator.ssoextension',
      Type: 'Redirect',
      URLs: MICROSOFT_SSO_URLS,
      ExtensionData: {
        device_registration: issueRegistrationToken(device),
        browser_sso_interaction_enabled: 1,
      },
    });
    expect(payloadOf(entityOf(ssoCatalogPolicy({ urls: ['https://sts.windows.net'] })))).toMatchObject({
      URLs: ['https://sts.windows.net'],
    });
  });

  it('expands nothing for another extension', () => {
    expect(payloadOf(entityOf(ssoCatalogPolicy({ identifier: 'com.example.sso' })))).toMatchObject({
      ExtensionIdentifier: 'com.example.sso',
      ExtensionData: { device_registration: '{{DEVICEREGISTRATION}}' },
    });
  });

  it('knows credentials, and what only the catalog has', () => {
    const id = (name: string) => `com.apple.extensiblesso_${name}`;
    const settingInstance = group(id('com.apple.extensiblesso'), [
      text(id('extensionidentifier'), 'com.example.credential'),
      choice(id('type'), id('type_0')),
      text(id('realm'), 'CONTOSO.COM'),
      texts(id('hosts'), ['.contoso.com']),
      choice(id('screenlockedbehavior'), id('screenlockedbehavior_0')),
      texts(id('deniedbundleidentifiers'), ['com.example.denied']),
    ]);
    expect(
      payloadOf({ id: 'c', name: 'C', platforms: 'iOS', $settings: [{ settingInstance }] }),
    ).toMatchObject({
      Type: 'Credential',
      Realm: 'CONTOSO.COM',
      Hosts: ['.contoso.com'],
      ScreenLockedBehavior: 'DoNotHandle',
      DeniedBundleIdentifiers: ['com.example.denied'],
    });
  });

  it('knows Kerberos', () => {
    const id = (name: string) => `com.apple.extensiblesso_${name}_kerberos`;
    const settingInstance = group('com.apple.extensiblesso-kerberos_kerberos', [
      text(id('realm'), 'CONTOSO.COM'),
      texts(id('hosts'), ['.contoso.com']),
      group(id('extensiondata'), [
        text(id('extensiondata_principalname'), '{{USERPRINCIPALNAME}}'),
        choice(
          id('extensiondata_requireuserpresence'),
          'com.apple.extensiblesso_extensiondata_requireuserpresence_kerberos_true',
        ),
      ]),
    ]);
    expect(
      payloadOf({ id: 'k', name: 'K', platforms: 'iOS', $settings: [{ settingInstance }] }),
    ).toMatchObject({
      ExtensionIdentifier: 'com.apple.AppSSOKerberos.KerberosExtension',
      Type: 'Credential',
      Realm: 'CONTOSO.COM',
      Hosts: ['.contoso.com'],
      ExtensionData: { principalName: '{{USERPRINCIPALNAME}}', requireUserPresence: true },
    });
  });

  it('says where each pair stands as it was written', () => {
    const policy = profileOfCatalog(entityOf(ssoCatalogPolicy()));
    const key = placeIn(policy, '/iosSingleSignOnExtension/configurations/0/key');
    expect(key.exact).toBe(true);
    expect(key.pointer).toMatch(
      /^\/settings\/0\/settingInstance\/groupSettingCollectionValue\/0\/children\/\d\/.*simpleSettingValue\/value$/,
    );
    expect(placeIn(policy, '/iosSingleSignOnExtension/bundleIdAccessControlList/0')).toEqual({
      pointer: '/settings/0/settingInstance',
      exact: false,
    });
  });

  it('has no extension where the policy has none, whatever else is wrong with it', () => {
    for (const $settings of [undefined, null, 'x', [null], [{ settingInstance: simple('a', {}) }]])
      expect(
        renderMobileConfig(profileOfCatalog({ id: 'x', platforms: 'iOS', $settings }), device),
      ).toBeUndefined();
  });
});
