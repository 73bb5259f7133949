// The authentication strengths that every organization has. [documented] authenticationstrengthroot-list-policies
import type { Entity } from '../../../tenant/index.ts';

const STRONGEST = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'];
const PASSWORDLESS = [...STRONGEST, 'deviceBasedPush'];
const SECOND = ['microsoftAuthenticatorPush', 'softwareOath', 'hardwareOath', 'sms', 'voice'];
const MULTIFACTOR = [
  ...PASSWORDLESS,
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  ...SECOND.map((method) => `password,${method}`),
  'federatedMultiFactor',
  ...SECOND.map((method) => `${method},federatedSingleFactor`),
];

/** Combinations that are no second factor. */
const SINGLE = [
  'x509CertificateSingleFactor',
  'sms',
  'password',
  'federatedSingleFactor',
  'email',
  'qrCodePin',
];

/** What a strength may allow. [documented] authenticationstrengthroot-list-authenticationmethodmodes; qrCodePin is newer than the page. */
export const COMBINATIONS: readonly string[] = [...MULTIFACTOR, ...SINGLE];

/** How strong a combination is: phishing-resistant, passwordless, two factors, or one. */
export function levelOf(combination: string): number {
  return [STRONGEST, PASSWORDLESS, MULTIFACTOR, SINGLE].findIndex((list) => list.includes(combination));
}

/** `<mode> <method> <name>` [documented] the same page; hardwareOath and qrCodePin, which it leaves out, are inferred. */
const MODES = `
password password Password
voice voice Voice
hardwareOath hardwareOath Hardware OATH tokens
softwareOath softwareOath Software OATH tokens
sms sms SMS
fido2 fido2 FIDO2 Security Key
windowsHelloForBusiness windowsHelloForBusiness Windows Hello for Business
microsoftAuthenticatorPush microsoftAuthenticator Microsoft Authenticator (push notification)
deviceBasedPush microsoftAuthenticator Microsoft Authenticator (Passwordless)
temporaryAccessPassOneTime temporaryAccessPass Temporary Access Pass (one-time use)
temporaryAccessPassMultiUse temporaryAccessPass Temporary Access Pass (multi-use)
email email Email one-time passcode
x509CertificateSingleFactor x509Certificate Certificate-based authentication (single factor)
x509CertificateMultiFactor x509Certificate Certificate-based authentication (multifactor)
federatedSingleFactor federation Federation (single factor)
federatedMultiFactor federation Federation (multifactor)
qrCodePin qrCodePin QR code (PIN)
`;

export const METHOD_MODES: readonly Entity[] = MODES.trim()
  .split('\n')
  .map((line) => {
    const [id = '', authenticationMethod, ...words] = line.split(' ');
    return { id, authenticationMethod, displayName: words.join(' ') };
  });

const builtIn = (
  number: number,
  displayName: string,
  description: string,
  allowedCombinations: readonly string[],
): Entity => ({
  id: `00000000-0000-0000-0000-00000000000${number}`,
  createdDateTime: '2021-12-01T00:00:00Z',
  modifiedDateTime: '2021-12-01T00:00:00Z',
  displayName,
  description,
  policyType: 'builtIn',
  requirementsSatisfied: 'mfa',
  allowedCombinations,
});

export const BUILT_IN_STRENGTHS: readonly Entity[] = [
  builtIn(
    2,
    'Multifactor authentication',
    'Combinations of methods that satisfy strong authentication, such as a password + SMS',
    MULTIFACTOR,
  ),
  builtIn(
    3,
    'Passwordless MFA',
    'Passwordless methods that satisfy strong authentication, such as Passwordless sign-in with the Microsoft Authenticator',
    PASSWORDLESS,
  ),
  builtIn(
    4,
    'Phishing-resistant MFA',
    'Phishing-resistant, Passwordless methods for the strongest authentication, such as a FIDO2 security key',
    STRONGEST,
  ),
];
