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
