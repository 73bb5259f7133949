// Microsoft's applications that organizations have without having registered them, by application id. [documented] Conditional
// Access: Target resources; Application IDs of commonly used Microsoft applications.
const TABLE = `
00000002-0000-0000-c000-000000000000 Windows Azure Active Directory
00000002-0000-0ff1-ce00-000000000000 Office 365 Exchange Online
00000003-0000-0000-c000-000000000000 Microsoft Graph
00000003-0000-0ff1-ce00-000000000000 Office 365 SharePoint Online
00000004-0000-0ff1-ce00-000000000000 Skype for Business Online
00000007-0000-0000-c000-000000000000 Dataverse
0000000a-0000-0000-c000-000000000000 Microsoft Intune
00000012-0000-0000-c000-000000000000 Microsoft Rights Management Services
05a65629-4c1b-48c1-a78b-804c4abdd4af Microsoft Cloud App Security
09abbdfd-ed23-44ee-a2d9-a627aa1c90f3 ProjectWorkManagement
22098786-6e16-43cc-a27d-191a01a1e3b5 Microsoft To-Do
475226c6-020e-4fb2-8a90-7a972cbfc1d4 PowerApps Service
499b84ac-1321-427f-aa17-267ca6975798 Azure DevOps
797f4846-ba00-4fd7-ba43-dac1f8f63013 Windows Azure Service Management API
7df0a125-d3be-4c96-aa54-591f83ff541c Microsoft Flow Service
871c010f-5e61-4fb1-83ac-98610a7e9110 Power BI
c9a559d2-7aab-4f13-a6ed-e7e9c52aec87 Microsoft Forms
cc15fd57-2c6c-4117-a88c-83b1d56b4bbe Microsoft Teams Services
d4ebce55-015a-49b5-a083-c84d1797ae8c Microsoft Intune Enrollment
de8bc8b5-d9f9-48b1-a8ad-b748da725064 Graph Explorer
`;

export const FIRST_PARTY_APPS: ReadonlySet<string> = new Set(
  TABLE.trim()
    .split('\n')
    .map((line) => line.slice(0, line.indexOf(' '))),
);
