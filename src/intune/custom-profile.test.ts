import { describe, expect, it } from 'vitest';
import type { Policy } from '../tenant/index.ts';
import { profileOfCustom, profileText } from './custom-profile.ts';
import { renderMobileConfig } from './mobileconfig.ts';
import { type PlistDictionary, renderPlist } from './plist.ts';

const MICROSOFTS = {
  PayloadType: 'com.apple.extensiblesso',
  ExtensionIdentifier: 'com.microsoft.azureauthenticator.ssoextension',
  Type: 'Redirect',
  URLs: ['https://login.microsoftonline.com'],
  ExtensionData: { device_registration: '{{DEVICEREGISTRATION}}', browser_sso_interaction_enabled: 1, x: [] },
};
const KERBEROS = {
  PayloadType: 'com.apple.extensiblesso',
  ExtensionIdentifier: 'com.apple.AppSSOKerberos.KerberosExtension',
  Type: 'Credential',
  Realm: 'CONTOSO.COM',
  Hosts: ['contoso.com'],
};

const upload = (text: string): Policy => ({
  '@odata.type': '#microsoft.graph.iosCustomConfiguration',
  id: 'custom',
  displayName: 'Ours',
  payload: btoa(text),
});
const profile = (...PayloadContent: PlistDictionary[]) =>
  renderPlist({ PayloadType: 'Configuration', PayloadContent });

describe('an uploaded profile', () => {
  it('shows its extension as the template would', () => {
    const { iosSingleSignOnExtension } = profileOfCustom(upload(profile(MICROSOFTS)));
    expect(iosSingleSignOnExtension).toEqual({
      '@odata.type': '#microsoft.graph.iosRedirectSingleSignOnExtension',
      extensionIdentifier: MICROSOFTS.ExtensionIdentifier,
      urlPrefixes: MICROSOFTS.URLs,
      configurations: [
        {
          '@odata.type': '#microsoft.graph.keyStringValuePair',
          key: 'device_registration',
          value: '{{DEVICEREGISTRATION}}',
        },
        {
          '@odata.type': '#microsoft.graph.keyIntegerValuePair',
          key: 'browser_sso_interaction_enabled',
          value: 1,
        },
      ],
    });
  });

  it('shows Microsoft’s of several extensions, and another one where there is none of Microsoft’s', () => {
    expect(profileOfCustom(upload(profile(KERBEROS, MICROSOFTS)))['iosSingleSignOnExtension']).toMatchObject({
      extensionIdentifier: MICROSOFTS.ExtensionIdentifier,
    });
    expect(profileOfCustom(upload(profile(KERBEROS)))['iosSingleSignOnExtension']).toMatchObject({
      '@odata.type': '#microsoft.graph.iosCredentialSingleSignOnExtension',
      realm: 'CONTOSO.COM',
      domains: ['contoso.com'],
    });
  });

  it('may be signed', () => {
    const signed = upload(`0\x82\x0b*\x86H\x86\xf7${profile(MICROSOFTS)}\xa0\x82\x01`);
    const { iosSingleSignOnExtension: extension } = profileOfCustom(upload(profile(MICROSOFTS)));
    expect(extension).toMatchObject({ extensionIdentifier: expect.any(String) });
    expect(profileOfCustom(signed)['iosSingleSignOnExtension']).toEqual(extension);
  });

  it('is left alone where it has none, or is no profile', () => {
    for (const policy of [
      upload(profile({ PayloadType: 'com.apple.wifi.managed' })),
      upload('nothing of the kind'),
      { ...upload(''), payload: '***' },
      { ...upload(''), payload: null },
      { ...upload(profile(MICROSOFTS)), '@odata.type': '#microsoft.graph.macOSCustomConfiguration' },
    ]) {
      expect(profileOfCustom(policy)).toBe(policy);
    }
  });

  it('reaches the device as it was written', () => {
    const policy = upload(profile({ ...MICROSOFTS, PayloadDisplayName: 'Größe' }).replace('Größe', 'Grösse'));
    const target = { tenantId: 'tenant', managedDeviceId: 'device' };
    expect(renderMobileConfig(policy, target)).toBe(profileText(policy['payload']));
    expect(renderMobileConfig(policy, target)).toContain('{{DEVICEREGISTRATION}}');
  });
});
