import { describe, expect, it } from 'vitest';
import { APPS, findApp, isBundleId, isMicrosoftBundleId } from './app-catalogue.ts';

describe('app catalogue', () => {
  it.each([
    ['Microsoft Teams', 'com.microsoft.skype.teams', 'msal'],
    ['teams', 'com.microsoft.skype.teams', 'msal'],
    ['COM.MICROSOFT.SKYPE.TEAMS', 'com.microsoft.skype.teams', 'msal'],
    ['com.microsoft.office.outlook', 'com.microsoft.Office.Outlook', 'msal'],
    ['Microsoft Defender for Endpoint', 'com.microsoft.scmx', 'msal'],
    ['Company Portal', 'com.microsoft.CompanyPortal', 'msal'],
    // Source: troubleshooting the SSO extension: Chrome and Firefox never work, even if listed.
    ['Chrome', 'com.google.chrome.ios', 'ownNetworkStack'],
    ['Firefox', 'org.mozilla.ios.Firefox', 'ownNetworkStack'],
    ['Safari', 'com.apple.mobilesafari', 'appleNetworking'],
    ['com.contoso.workapp', 'com.contoso.workapp', 'appleNetworking'],
    ['com.example.unheard-of', 'com.example.unheard-of', 'appleNetworking'],
  ])('finds %s', (name, bundleId, sso) => {
    expect(findApp(name)).toMatchObject({ bundleId, sso });
  });

  it('does not invent an app for a name that nobody knows', () => {
    expect(findApp('Contoso Rockets')).toBeUndefined();
    expect(findApp('')).toBeUndefined();
  });

  it('means one app by each name and bundle id', () => {
    const keys = APPS.flatMap(({ bundleId, name, aliases = [] }) => [bundleId, name, ...aliases]);
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
    for (const app of APPS) expect(isBundleId(app.bundleId), app.name).toBe(true);
  });

  it.each([
    ['com.microsoft.Office.Outlook', true],
    ['COM.MICROSOFT.skype.teams', true],
    [' com.microsoft.azureauthenticator', true],
    ['com.contoso.microsoft.app', false],
    ['com.microsoftish.app', false],
  ])('tells whether %s is Microsoft’s', (bundleId, expected) => {
    expect(isMicrosoftBundleId(bundleId)).toBe(expected);
  });
});
