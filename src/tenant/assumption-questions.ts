// What Microsoft's and Apple's pages leave open, or tell differently. Each is a setting of the tenant: its default is what we
// think likeliest, and every choice changes what happens.
const LEARN = 'https://learn.microsoft.com';
const INTUNE = `${LEARN}/intune`;

export interface Assumption {
  /** As it is asked in docs/assumptions.md. */
  readonly question: string;
  /** Each choice, by its name, and what it does. The first is the default. */
  readonly choices: Readonly<Record<string, string>>;
  /** Whether the default stands somewhere, or is ours. */
  readonly evidence: 'documented' | 'recorded' | 'inferred';
  /** What the pages say. */
  readonly because: string;
  readonly sources: readonly string[];
}

/** The questions, in the order in which the page lists them. */
export const ASSUMPTIONS = {
  userEnrollmentWithCompanyPortal: {
    question: 'Does just-in-time registration work with user enrollment with Company Portal?',
    choices: {
      registers: 'It does, with a warning that the type is deprecated.',
      doesNotRegister: 'It does not: the extension signs in and registers nothing.',
    },
    evidence: 'inferred',
    because: 'The page on just-in-time registration says yes, the comparison of user enrollment methods no.',
    sources: [
      `${INTUNE}/device-enrollment/apple/setup-just-in-time-registration`,
      `${INTUNE}/device-enrollment/apple/user-enrollment-methods-ios`,
    ],
  },
  complianceBeforeRegistration: {
    question: 'What is complianceState between enrollment and registration?',
    choices: {
      evaluated: 'unknown until the first evaluation, then what Intune finds.',
      compliant: 'compliant from the first check-in on, whatever the device is like, until it is registered.',
      unknown: 'unknown until it is registered: nothing is evaluated before.',
    },
    evidence: 'inferred',
    because:
      'One page has the device compliant in Intune, one does not evaluate it before registration, and one knows an initial state.',
    sources: [
      `${INTUNE}/device-enrollment/guide-ios-ipados`,
      `${INTUNE}/device-enrollment/apple/ref-automated-authentication-methods`,
      `${INTUNE}/device-security/compliance/monitor-policy`,
    ],
  },
  complianceWithoutUser: {
    question: 'Does Intune judge a device without user affinity?',
    choices: {
      evaluated: 'It does, by the policies that are assigned to devices.',
      notEvaluated: 'It does not: complianceState stays unknown.',
    },
    evidence: 'inferred',
    because:
      'One page names such devices of automated enrollment among those that may show as not evaluated; others have devices enroll without a primary user, and policies assigned to devices.',
    sources: [
      `${INTUNE}/device-security/compliance/monitor-policy`,
      `${INTUNE}/device-security/compliance/create-policy`,
      `${INTUNE}/device-security/compliance/overview`,
    ],
  },
  complianceAfterUnassignment: {
    question: 'When does a compliance policy that is unassigned or deleted cease to count?',
    choices: {
      recalculated: 'A minute later: Intune calculates anew, with what it knows of the devices.',
      nextSync: 'At a device’s next check-in: until then it is judged by it.',
    },
    evidence: 'documented',
    because:
      'One page has the calculation triggered with the existing data, another has the policy in effect until the device syncs, by design.',
    sources: [
      `${INTUNE}/device-security/compliance/monitor-policy`,
      `${INTUNE}/device-configuration/troubleshoot-device-profiles`,
    ],
  },
  wrongFirstApp: {
    question: 'Can a person recover after signing in first to an app without the extension?',
    choices: {
      recovers: 'A later sign-in in an app with the extension registers the device.',
      staysUnregistered: 'No later sign-in registers the device, until it is enrolled again.',
    },
    evidence: 'inferred',
    because: 'Registration "can’t be completed" then; whether a later sign-in mends it is not said.',
    sources: [`${INTUNE}/device-enrollment/apple/setup-just-in-time-registration`],
  },
  twoSsoProfiles: {
    question: 'Which of two single sign-on profiles with the same addresses wins?',
    choices: {
      firstStays: 'The one that was installed first; the device refuses the other.',
      lastReplaces: 'The one that comes last; the device gives up the other.',
      neither: 'None: Intune reports a conflict and delivers neither.',
    },
    evidence: 'inferred',
    because: 'Apple demands unique addresses, Intune shows a conflict, and neither names a winner.',
    sources: [
      'https://developer.apple.com/documentation/devicemanagement/extensiblesinglesignon',
      `${INTUNE}/device-configuration/troubleshoot-device-profiles`,
    ],
  },
  appListDelivery: {
    question: 'How does bundleIdAccessControlList reach the device?',
    choices: {
      appAllowList: 'As AppAllowList, behind what the policy’s own pairs say under that key.',
      notDelivered: 'Not at all: only AppAllowList among the pairs counts.',
    },
    evidence: 'inferred',
    because: 'No page shows the payload that Intune makes of the policy.',
    sources: [`${LEARN}/entra/identity-platform/apple-sso-plugin`],
  },
  redirectTypeRegisters: {
    question: 'Is a Redirect type that names Microsoft’s extension as good as the Microsoft Entra ID type?',
    choices: {
      no: '{{DEVICEREGISTRATION}} is not expanded in it, so nothing registers.',
      yes: '{{DEVICEREGISTRATION}} is expanded in it, and the device registers.',
    },
    evidence: 'inferred',
    because: 'The payload is technically the same; the page asks for the Microsoft Entra ID type.',
    sources: [`${INTUNE}/device-enrollment/apple/setup-just-in-time-registration`],
  },
  microsoftPrefix: {
    question: 'May AppPrefixAllowList name com.microsoft.?',
    choices: {
      warning: 'It works, with a warning.',
      problems: 'It causes the authentication problems that single Microsoft apps on the list cause.',
      harmless: 'It works, and there is nothing to say about it.',
    },
    evidence: 'inferred',
    because:
      'One page says not to add Microsoft apps, the page about the plug-in shows the prefix as an example.',
    sources: [
      `${INTUNE}/device-enrollment/apple/setup-just-in-time-registration`,
      `${LEARN}/entra/identity-platform/apple-sso-plugin`,
    ],
  },
  spacesInLists: {
    question: 'Do spaces around the elements of a comma-separated list matter?',
    choices: {
      ignored: 'They do not: "com.a, com.b" names com.b.',
      literal: 'They do: "com.a, com.b" names an app with a space before its bundle id, which is none.',
    },
    evidence: 'documented',
    because: 'The plug-in’s own example has spaces after the commas.',
    sources: [`${LEARN}/entra/identity-platform/apple-sso-plugin`],
  },
  sharedIPadProfiles: {
    question: 'Does a Shared iPad take a profile with the SSO extension through device groups?',
    choices: {
      deviceGroups: 'It does; just-in-time registration does not work there all the same.',
      userChannelOnly: 'It refuses it: Apple allows the payload on the user channel only.',
    },
    evidence: 'documented',
    because:
      'Intune’s table applies device groups, Apple’s schema allows only the user channel. Neither makes registration work.',
    sources: [
      `${INTUNE}/device-enrollment/apple/shared-ipad`,
      'https://developer.apple.com/documentation/devicemanagement/extensiblesinglesignon',
    ],
  },
  osRestrictionScope: {
    question: 'Which enrollments does the range of versions in a platform restriction hold for?',
    choices: {
      personalEnrollments: 'For all but automated enrollment.',
      companyPortalOnly: 'For enrollments through the Company Portal app only.',
    },
    evidence: 'inferred',
    because: 'One sentence speaks of devices that enroll with Company Portal, the others of all.',
    sources: [`${INTUNE}/device-enrollment/create-platform-restrictions`],
  },
  deviceRuleAtEnrollment: {
    question: 'What does a rule about the device do to the sign-in to Microsoft Intune Enrollment?',
    choices: {
      letsThrough:
        'Nothing: a device that is being enrolled is let through, and a warning tells of the rule.',
      blocks: 'It refuses the sign-in, so the device never enrolls.',
    },
    evidence: 'inferred',
    because: 'The page forbids such rules, and then shows one.',
    sources: [`${INTUNE}/device-enrollment/configure-multifactor-authentication`],
  },
  accountDrivenTypeOnV1: {
    question: 'What does v1.0 say for appleAccountDrivenUserEnrollment, which its enumeration lacks?',
    choices: {
      appleUserEnrollment: 'The older type.',
      unknownFutureValue: 'What Graph says for members that a version does not know.',
      asIs: 'The same as beta.',
    },
    evidence: 'inferred',
    because: 'The type is in beta’s enumeration only.',
    sources: [
      `${LEARN}/graph/api/resources/intune-shared-deviceenrollmenttype`,
      `${LEARN}/graph/best-practices-concept`,
    ],
  },
  deviceStateCode: {
    question: 'Which code does a sign-in get that wants a managed or compliant device?',
    choices: {
      precise: '530003 when it is not managed, 530002 when it is not compliant.',
      older: '53000 for both, as the public list of codes has it.',
    },
    evidence: 'documented',
    because: 'Client code reads 53000 as "enrollment required", the public list as "not compliant".',
    sources: [`${LEARN}/entra/identity-platform/reference-error-codes`],
  },
  modernAuthenticationFlag: {
    question: 'Which property of an ADE profile stands for Setup Assistant with modern authentication?',
    choices: {
      configurationWebUrl: 'configurationWebUrl; without it, Setup Assistant is the legacy one.',
      userAffinity:
        'User affinity without Company Portal authentication is enough: there is no legacy Setup Assistant.',
    },
    evidence: 'inferred',
    because: 'No page maps the choice in the admin center to the resource.',
    sources: [`${LEARN}/graph/api/resources/intune-enrollment-depiosenrollmentprofile`],
  },
  complianceConflict: {
    question: 'Is a compliance policy ever in conflict?',
    choices: {
      never: 'No: of two policies with the same setting the stricter one decides.',
      shown:
        'Policies that want different values for a setting show conflict; the stricter one decides all the same.',
    },
    evidence: 'documented',
    because: 'Graph’s enumeration has conflict, the table of severities has not.',
    sources: [
      `${INTUNE}/device-security/compliance/create-policy`,
      `${LEARN}/graph/api/resources/intune-shared-compliancestatus`,
    ],
  },
  catalogCompliance: {
    question: 'Does the settings catalog have compliance settings for iOS/iPadOS?',
    choices: {
      none: 'It has none: compliancePolicies for iOS are taken, and judge nothing, unless the tenant is given definitions.',
      inferred:
        'It has one for each property of iosCompliancePolicy, as we infer them from the published ones: compliancePolicies judge as the template does.',
    },
    evidence: 'recorded',
    because:
      'The published definitions of compliance settings are for Linux and Windows, and the page on compliance policies shows the settings picker for Linux and macOS.',
    sources: [
      'https://github.com/pl4nty/intune-change-tracking',
      `${INTUNE}/device-security/compliance/create-policy`,
    ],
  },
  firstRegistration: {
    question: 'Does the first registration of a tenant fail?',
    choices: {
      succeeds: 'It does not.',
      failsOnce:
        'It fails on the device that the tenant has managed longest, until somebody syncs a device (syncDevice, or Check status in Company Portal) or adds the service principal of 3dde09a2-ff4f-4ebd-9b9a-d24a7a819b6f.',
    },
    evidence: 'documented',
    because:
      'The page says that there may be a one-time failure, on one device, and not in which tenants or on which device.',
    sources: [`${INTUNE}/device-enrollment/apple/guide-ios-ipados`],
  },
} as const satisfies Readonly<Record<string, Assumption>>;
