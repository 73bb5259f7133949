/**
 * How an app asks for tokens, which decides whether the SSO extension sees it. `msal`: the Microsoft Authentication
 * Library (1.1 or later) calls the extension itself. `appleNetworking`: only Apple's network stack, so the extension
 * sees it when it is allow-listed. `ownNetworkStack`: never, even if listed.
 * Source: Microsoft Enterprise SSO plug-in for Apple devices, and its troubleshooting page.
 */
type SsoKind = 'msal' | 'appleNetworking' | 'ownNetworkStack';

export interface CataloguedApp {
  readonly name: string;
  /** As the device reports it; the SSO extension compares with case. */
  readonly bundleId: string;
  readonly publisher: string;
  readonly sso: SsoKind;
  /** What the app is to just-in-time registration, where it is more than an app to sign in to. */
  readonly role?: 'authenticator' | 'companyPortal' | 'defender' | 'browser';
  /** Other names that people call it. */
  readonly aliases?: readonly string[];
}

export const AUTHENTICATOR_BUNDLE_ID = 'com.microsoft.azureauthenticator';
export const COMPANY_PORTAL_BUNDLE_ID = 'com.microsoft.CompanyPortal';
export const DEFENDER_BUNDLE_ID = 'com.microsoft.scmx';
const TEAMS_BUNDLE_ID = 'com.microsoft.skype.teams';

const microsoft = (name: string, bundleId: string, more: Partial<CataloguedApp> = {}): CataloguedApp => ({
  name,
  bundleId,
  publisher: 'Microsoft Corporation',
  sso: 'msal',
  ...more,
});

/** The apps that the simulation knows. Adding an app is one entry. */
export const APPS: readonly CataloguedApp[] = [
  microsoft('Microsoft Authenticator', AUTHENTICATOR_BUNDLE_ID, {
    role: 'authenticator',
    aliases: ['Authenticator'],
  }),
  microsoft('Intune Company Portal', COMPANY_PORTAL_BUNDLE_ID, {
    role: 'companyPortal',
    aliases: ['Company Portal', 'Microsoft Intune Company Portal'],
  }),
  microsoft('Microsoft Teams', TEAMS_BUNDLE_ID, { aliases: ['Teams'] }),
  microsoft('Microsoft Outlook', 'com.microsoft.Office.Outlook', { aliases: ['Outlook'] }),
  microsoft('Microsoft Word', 'com.microsoft.Office.Word', { aliases: ['Word'] }),
  microsoft('Microsoft Excel', 'com.microsoft.Office.Excel', { aliases: ['Excel'] }),
  microsoft('Microsoft PowerPoint', 'com.microsoft.Office.Powerpoint', { aliases: ['PowerPoint'] }),
  microsoft('Microsoft 365 Copilot', 'com.microsoft.officemobile', {
    aliases: ['Microsoft 365', 'Office', 'Microsoft 365 (Office)'],
  }),
  microsoft('Microsoft Edge', 'com.microsoft.msedge', { role: 'browser', aliases: ['Edge'] }),
  microsoft('Microsoft OneDrive', 'com.microsoft.skydrive', { aliases: ['OneDrive'] }),
  microsoft('Microsoft OneNote', 'com.microsoft.onenote', { aliases: ['OneNote'] }),
  microsoft('Microsoft To Do', 'com.microsoft.to-do', { aliases: ['To Do'] }),
  microsoft('Microsoft Planner', 'com.microsoft.plannermobile', { aliases: ['Planner'] }),
  microsoft('Microsoft SharePoint', 'com.microsoft.sharepoint', { aliases: ['SharePoint'] }),
  microsoft('Microsoft Stream', 'com.microsoft.stream', { aliases: ['Stream'] }),
  // [documented] its redirect URIs name it, and are a broker's: "Using OAuth to connect to Power BI Report Server and SSRS".
  microsoft('Microsoft Power BI', 'com.microsoft.powerbimobile', { aliases: ['Power BI'] }),
  microsoft('Microsoft Defender', DEFENDER_BUNDLE_ID, {
    role: 'defender',
    aliases: ['Defender', 'Microsoft Defender for Endpoint'],
  }),
  {
    name: 'Safari',
    bundleId: 'com.apple.mobilesafari',
    publisher: 'Apple Inc.',
    sso: 'appleNetworking',
    role: 'browser',
  },
  {
    name: 'Safari View Service',
    bundleId: 'com.apple.SafariViewService',
    publisher: 'Apple Inc.',
    sso: 'appleNetworking',
  },
  {
    name: 'Google Chrome',
    bundleId: 'com.google.chrome.ios',
    publisher: 'Google LLC',
    sso: 'ownNetworkStack',
    role: 'browser',
    aliases: ['Chrome'],
  },
  {
    name: 'Mozilla Firefox',
    bundleId: 'org.mozilla.ios.Firefox',
    publisher: 'Mozilla',
    sso: 'ownNetworkStack',
    role: 'browser',
    aliases: ['Firefox'],
  },
  {
    name: 'Salesforce',
    bundleId: 'com.salesforce.chatter',
    publisher: 'Salesforce, Inc.',
    sso: 'appleNetworking',
  },
  {
    name: 'ServiceNow Agent',
    bundleId: 'com.servicenow.fulfiller',
    publisher: 'ServiceNow, Inc.',
    sso: 'appleNetworking',
    aliases: ['ServiceNow'],
  },
  {
    name: 'Contoso Work App',
    bundleId: 'com.contoso.workapp',
    publisher: 'Contoso',
    sso: 'appleNetworking',
    aliases: ['Work App', 'workapp'],
  },
];

const fold = (text: string) => text.trim().toLowerCase();

const BY_KEY: ReadonlyMap<string, CataloguedApp> = new Map(
  APPS.flatMap((app) => [app.bundleId, app.name, ...(app.aliases ?? [])].map((key) => [fold(key), app])),
);
const BY_EXACT_ID: ReadonlyMap<string, CataloguedApp> = new Map(APPS.map((app) => [app.bundleId, app]));

/**
 * The app that a person means by a name or bundle id, in any case. An unknown bundle id is an app on Apple's network
 * stack without MSAL (inferred: the common case of a line-of-business app); an unknown name is undefined.
 */
export function findApp(nameOrBundleId: string): CataloguedApp | undefined {
  const known = BY_EXACT_ID.get(nameOrBundleId) ?? BY_KEY.get(fold(nameOrBundleId));
  if (known) return known;
  const bundleId = nameOrBundleId.trim();
  if (!isBundleId(bundleId)) return undefined;
  return { name: bundleId, bundleId, publisher: 'Unknown', sso: 'appleNetworking' };
}

/** The catalogue's spelling, which devices use: Apple's inventory and Graph's exports differ in case. What it doesn't know stays as it is. */
export const bundleIdOf = (nameOrBundleId: string): string =>
  findApp(nameOrBundleId)?.bundleId ?? nameOrBundleId;

/** What conditional access makes of an app. */
export interface AppAtSignIn {
  /** As "client apps"; the broker's are an app's. */
  readonly clientApp: 'browser' | 'mobileAppsAndDesktopClients';
  /** It is a browser that shows no device. [documented] Conditional Access: Conditions, Supported browsers: on iOS Edge and Safari do. */
  readonly unsupportedBrowser: boolean;
}

export function appAtSignIn(app: Pick<CataloguedApp, 'role' | 'sso'> | undefined): AppAtSignIn {
  const isBrowser = app?.role === 'browser' && app.sso !== 'msal';
  return {
    clientApp: isBrowser ? 'browser' : 'mobileAppsAndDesktopClients',
    unsupportedBrowser: isBrowser && app.sso === 'ownNetworkStack',
  };
}

/**
 * Whether it is an approved client app. [documented] Conditional Access: Grant: of those here, Microsoft's, but for the ones that
 * serve others (Authenticator "doesn't support being targeted as an approved client app") and Defender.
 */
export function isApprovedClient({ publisher, role }: Pick<CataloguedApp, 'publisher' | 'role'>): boolean {
  return publisher === 'Microsoft Corporation' && (role === undefined || role === 'browser');
}

/** Whether the text has the form of a bundle id: `com.contoso.workapp`. */
export function isBundleId(text: string): boolean {
  return /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+){1,}$/.test(text);
}

/** [documented] "Safari and Safari View Service are allowed to participate in SSO by default", whatever the lists of apps say, but the block list. */
export const ALWAYS_ALLOWED: ReadonlySet<string> = new Set([
  'com.apple.mobilesafari',
  'com.apple.SafariViewService',
]);

/** Microsoft's apps must not be put on the SSO extension's allow list; told by prefix, in any case. */
export function isMicrosoftBundleId(bundleId: string): boolean {
  return fold(bundleId).startsWith('com.microsoft.');
}
