// The codes of Microsoft's broker around just-in-time registration: what it says when it cannot link a device, register it or find it compliant.

const LINK_CONFIGURATION = 'nobody knows what is in a link configuration, so nothing in it can be wrong';
const WEB_VIEW = 'web views of the client always open here';

/** By code, as `ERROR_CODES`, which holds their form. An object's negative keys keep the order in which they are written. */
export const JIT_ERROR_CODES = {
  '-51816': {
    name: 'JITLinkServerConfirmationTimeout',
    source: 'client',
    when: 'Intune does not know the device that is to be linked',
    evidence: 'inferred',
  },
  '-51817': {
    name: 'JITLinkServerConfirmationError',
    source: 'client',
    when: '`device_registration` holds what was made for another device',
    evidence: 'inferred',
  },
  '-51818': {
    name: 'JITLinkAcquireTokenError',
    source: 'client',
    when: 'the person has no Intune licence any more',
    evidence: 'inferred',
  },
  '-51819': {
    name: 'JITLinkTokenAcquiredWrongTenant',
    source: 'client',
    when: '`device_registration` holds what was made for another tenant',
    evidence: 'recorded',
  },
  '-51820': { name: 'JITLinkError', source: 'client', never: LINK_CONFIGURATION, evidence: 'recorded' },
  '-51821': {
    name: 'JITComplianceCheckResultNotCompliant',
    source: 'client',
    when: 'the device does not comply, and nothing of it is in the person’s hands',
    evidence: 'inferred',
  },
  '-51822': {
    name: 'JITComplianceCheckResultTimeout',
    source: 'client',
    when: '`portal.manage.microsoft.com` cannot be reached',
    evidence: 'inferred',
  },
  '-51823': {
    name: 'JITComplianceCheckResultUnknown',
    source: 'client',
    never: 'Intune always answers with one of its states',
    evidence: 'inferred',
  },
  '-51824': {
    name: 'JITComplianceCheckInvalidLinkPayload',
    source: 'client',
    when: '`device_registration` holds something that Intune did not expand',
    evidence: 'recorded',
  },
  '-51825': {
    name: 'JITComplianceCheckCreateController',
    source: 'client',
    never: WEB_VIEW,
    evidence: 'recorded',
  },
  '-51826': {
    name: 'JITLinkConfigNotFound',
    source: 'client',
    never: LINK_CONFIGURATION,
    evidence: 'recorded',
  },
  '-51827': {
    name: 'JITInvalidLinkTokenConfig',
    source: 'client',
    never: LINK_CONFIGURATION,
    evidence: 'recorded',
  },
  '-51828': {
    name: 'JITWPJDeviceRegistrationFailed',
    source: 'client',
    when: 'iOS before 15, a network that opens or blocks connections to `enterpriseregistration.windows.net`, or a tenant’s first registration (an [assumption](assumptions.md))',
    evidence: 'recorded',
  },
  '-51829': {
    name: 'JITWPJAccountIdentifierNil',
    source: 'client',
    never: 'whoever has signed in has an account',
    evidence: 'recorded',
  },
  '-51830': {
    name: 'JITWPJAcquireTokenError',
    source: 'client',
    when: 'conditional access for the action “Register or join devices” refuses the token',
    evidence: 'inferred',
  },
  '-51831': {
    name: 'JITRetryRequired',
    source: 'client',
    when: '`msauth://compliance_status?status=4`: all is well after Recheck, and the extension tries again',
    evidence: 'recorded',
  },
  '-51832': {
    name: 'JITUnknownStatusWebCP',
    source: 'client',
    never:
      'no source says when the website returns another status than 4; here it stays open until the device complies',
    evidence: 'inferred',
  },
  '-51833': {
    name: 'JITTroubleshootingRequired',
    source: 'client',
    never: 'no source says what makes the website send somebody to `msauth://jit_troubleshooting`',
    evidence: 'inferred',
  },
  '-51834': {
    name: 'JITTroubleshootingCreateController',
    source: 'client',
    never: WEB_VIEW,
    evidence: 'recorded',
  },
  '-51835': {
    name: 'JITTroubleshootingResultUnknown',
    source: 'client',
    never: 'there is no troubleshooting page',
    evidence: 'recorded',
  },
  '-51836': {
    name: 'JITTroubleshootingAcquireToken',
    source: 'client',
    never: 'there is no troubleshooting page',
    evidence: 'recorded',
  },
  '-51839': {
    name: 'JITErrorHandlingConfigNotFound',
    source: 'client',
    never: LINK_CONFIGURATION,
    evidence: 'recorded',
  },
} as const;
