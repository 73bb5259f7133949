import { describe, expect, it } from 'vitest';
import { RULES } from '../src/rules/index.ts';

/** The fifty mistakes around just-in-time registration that Microsoft's and Apple's pages warn of, each with the rules that find it. */
const MISTAKES: readonly (readonly [mistake: string, ...rules: string[]])[] = [
  ['spaces around the key device_registration', 'device-registration-key-spaces'],
  ['spaces in its value', 'device-registration-value-spaces'],
  ['spaces around browser_sso_interaction_enabled', 'browser-sso-spaces'],
  [
    'the key missing, misspelt or miscased',
    'device-registration-missing',
    'device-registration-key-misspelt',
  ],
  ['device_registration of the wrong type', 'device-registration-type'],
  ['browser_sso_interaction_enabled of the wrong type', 'browser-sso-type'],
  ['a value that is no token', 'device-registration-value'],
  ['Microsoft apps in the list', 'microsoft-app-in-list', 'microsoft-app-prefix'],
  ['Authenticator in the list', 'authenticator-in-app-list'],
  [
    'Authenticator not required for the device',
    'authenticator-missing',
    'authenticator-not-assigned',
    'authenticator-other-audience',
    'authenticator-uninstall',
  ],
  ['Authenticator only offered', 'authenticator-available-only'],
  ['Authenticator still installing', 'authenticator-still-installing'],
  ['Authenticator of a kind that user enrollment cannot install', 'authenticator-user-enrollment'],
  ['Authenticator turned down', 'authenticator-rejected'],
  ['no licence or token for Authenticator', 'authenticator-no-licence'],
  ['a first app without the extension', 'first-app-outside-extension'],
  ['Defender as the first app', 'first-app-defender'],
  ['a first app with a network stack of its own', 'first-app-own-network-stack'],
  [
    'a bundle id in the wrong case, or blocked',
    'first-app-outside-extension',
    'first-app-blocked',
    'app-list-spelling',
    'app-blocked',
  ],
  ['another type of extension', 'sso-extension-type', 'sso-extension-property', 'sso-urls-missing'],
  ['two SSO profiles', 'two-sso-profiles'],
  [
    'an SSO policy that does not reach the device',
    'sso-policy-missing',
    'sso-policy-unassigned',
    'sso-policy-excluded',
    'sso-policy-filtered',
    'sso-policy-other-audience',
  ],
  ['an SSO policy for another platform', 'sso-policy-platform'],
  ['an SSO policy through a dynamic group of devices', 'sso-policy-device-group'],
  ['no compliance policy', 'compliance-policy-missing'],
  [
    'a compliance policy that is not met',
    'compliance-not-met',
    'compliance-not-user-fixable',
    'compliance-impossible',
  ],
  [
    'browser_sso_interaction_enabled 0 or missing',
    'browser-sso-disabled',
    'browser-sso-missing',
    'first-app-browser-sso-disabled',
  ],
  ['associated domains blocked', 'associated-domains-blocked'],
  ['registration hosts blocked', 'registration-hosts-blocked'],
  ['Conditional Access before registration', 'conditional-access-unregistered', 'conditional-access-blocks'],
  ['Conditional Access on enrollment', 'conditional-access-on-enrollment'],
  [
    'a second factor on the device that is being set up',
    'second-factor-out-of-reach',
    'setup-assistant-phishing-resistant',
  ],
  ['Setup Assistant (legacy) with a second factor', 'setup-assistant-legacy-mfa'],
  ['no Intune licence, or no account any more', 'user-not-licensed', 'account-disabled'],
  ['too many devices', 'device-limit-reached'],
  ['a platform that is blocked', 'enrollment-platform-blocked'],
  ['personal devices blocked', 'personal-device-blocked'],
  ['a version outside the restriction', 'os-version-restricted', 'os-version-too-old'],
  ['no push certificate, or an expired one', 'push-certificate-missing', 'push-certificate-expired'],
  [
    'no enrollment token or profile, or an expired one',
    'enrollment-token-missing',
    'enrollment-token-expired',
    'enrollment-profile-missing',
    'enrollment-device-unknown',
  ],
  ['no well-known file', 'well-known-file-missing'],
  ['Company Portal and an account-driven profile', 'company-portal-with-account-driven-profile'],
  ['Company Portal after web enrollment without the SSO policy', 'company-portal-web-enrollment'],
  ['a configuration of Company Portal too many', 'company-portal-app-configuration'],
  ['nobody whose device it is', 'enrollment-without-user', 'shared-ipad-not-supported'],
  ['too long a pause in enrollment', 'enrollment-window-missed', 'downloaded-profile-expired'],
  ['a wrong clock', 'device-clock-wrong'],
  ['a locked device', 'device-busy'],
  ['the first registration in a tenant', 'first-registration-in-tenant'],
  ['a text message or call on the phone that is being enrolled', 'second-factor-on-enrolling-phone'],
];

describe('the catalogue', () => {
  it('has a rule for each of the fifty mistakes', () => {
    const ids = new Set(RULES.map(({ id }) => id));
    expect(MISTAKES).toHaveLength(50);
    const missing = MISTAKES.filter(([, ...rules]) => rules.length === 0 || rules.some((id) => !ids.has(id)));
    expect(missing).toEqual([]);
  });
});
