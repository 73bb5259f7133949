/**
 * Applications of Microsoft's that a tenant may add a service principal for, that its access policies may name, and that nobody signs
 * in to here. By id. [documented] that there are such, and most ids: Verify first-party Microsoft applications in sign-in
 * reports; Application IDs of commonly used Microsoft applications. [inferred] single entries: not each was looked up.
 */
const TABLE = `
00000001-0000-0000-c000-000000000000 Azure ESTS Service
00000002-0000-0000-c000-000000000000 Windows Azure Active Directory
00000002-0000-0ff1-ce00-000000000000 Office 365 Exchange Online
00000003-0000-0ff1-ce00-000000000000 Office 365 SharePoint Online
00000004-0000-0ff1-ce00-000000000000 Skype for Business Online
00000005-0000-0ff1-ce00-000000000000 Office 365 Yammer
00000006-0000-0ff1-ce00-000000000000 Microsoft Office 365 Portal
00000007-0000-0000-c000-000000000000 Dataverse
00000009-0000-0000-c000-000000000000 Power BI Service
0000000a-0000-0000-c000-000000000000 Microsoft Intune
0000000c-0000-0000-c000-000000000000 Microsoft App Access Panel
00000012-0000-0000-c000-000000000000 Microsoft Rights Management Services
022907d3-0f1b-48f7-badc-1ba6abab6d66 Azure SQL Database
05a65629-4c1b-48c1-a78b-804c4abdd4af Microsoft Cloud App Security
09abbdfd-ed23-44ee-a2d9-a627aa1c90f3 ProjectWorkManagement
1fec8e78-bce4-4aaf-ab1b-5451cc387264 Microsoft Teams
22098786-6e16-43cc-a27d-191a01a1e3b5 Microsoft To-Do
29d9ed98-a469-4536-ade2-f981bc1d605e Microsoft Authentication Broker
3dde09a2-ff4f-4ebd-9b9a-d24a7a819b6f Microsoft Intune Certificate Authority client production
475226c6-020e-4fb2-8a90-7a972cbfc1d4 PowerApps Service
4765445b-32c6-49b0-83e6-1d93765276ca OfficeHome
4813382a-8fa7-425e-ab75-3b753aab3abb Microsoft Authenticator App
499b84ac-1321-427f-aa17-267ca6975798 Azure DevOps
5e3ce6c0-2b1f-4285-8d4b-75ee78787346 Microsoft Teams Web Client
7df0a125-d3be-4c96-aa54-591f83ff541c Microsoft Flow Service
871c010f-5e61-4fb1-83ac-98610a7e9110 Power BI
89bee1f7-5e6e-4d8a-9f3d-ecd601259da7 Office365 Shell WCSS-Client
9ba1a5c7-f17a-4de9-a1f1-6178c8d51223 Microsoft Intune Company Portal
ab9b8c07-8f02-4f72-87fa-80105867a763 OneDrive SyncEngine
c161e42e-d4df-4a3d-9b42-e7a3c31f59d4 Microsoft Intune API
c44b4083-3bb0-49c1-b47d-974e53cbdf3c Azure Portal
c9a559d2-7aab-4f13-a6ed-e7e9c52aec87 Microsoft Forms
cc15fd57-2c6c-4117-a88c-83b1d56b4bbe Microsoft Teams Services
cfa8b339-82a2-471a-a3c9-0fc0be7a4093 Azure Key Vault
d3590ed6-52b3-4102-aeff-aad2292ab01c Microsoft Office
d4ebce55-015a-49b5-a083-c84d1797ae8c Microsoft Intune Enrollment
e406a681-f3d4-42a8-90b6-c2b029497af1 Azure Storage
f1346770-5b25-470b-88bd-d5744ab7952c Intune Provisioning Client
fc780465-2017-40d4-a0c5-307022471b92 WindowsDefenderATP
`;

const NAMES = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => [line.slice(0, 36), line.slice(37)] as const),
);

/** The name of one of these applications. */
export const firstPartyName = (appId: string): string | undefined => NAMES.get(appId.toLowerCase());

/** [documented] Apps included in Conditional Access Office 365 app suite, of those above; Viva Engage is the later name of Yammer. */
const OFFICE_365: ReadonlySet<string> = new Set([
  ...['Microsoft Forms', 'Microsoft Office', 'Microsoft Office 365 Portal', 'Microsoft Teams'],
  ...['Microsoft Teams Services', 'Microsoft Teams Web Client', 'Office 365 Exchange Online'],
  ...['Office 365 SharePoint Online', 'Office 365 Yammer', 'Office365 Shell WCSS-Client', 'OfficeHome'],
  ...['OneDrive SyncEngine', 'PowerApps Service', 'ProjectWorkManagement', 'Skype for Business Online'],
]);

/** Whether an application is one of those for which policies say `Office365`. */
export const isOffice365 = (appId: string): boolean => OFFICE_365.has(firstPartyName(appId) ?? '');
