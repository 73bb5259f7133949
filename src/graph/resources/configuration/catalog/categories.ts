// The categories of the definitions, and those above them. [recorded] CIPP-API's list of July 2026, which holds what the catalog's
// own page shows; for the categories of enrollment and of Linux only the ids are recorded, the names are inferred.
import { assumptionsOf, type Entity, type Tenant } from '../../../../tenant/index.ts';
import { IOS_CATEGORIES } from './ios-compliance-definitions.ts';

/** What a category without one above it names as its parent. */
const NONE = '00000000-0000-0000-0000-000000000000';

/** Id, id above, name, platforms, technologies. */
type Row = readonly [
  id: string,
  above: string | undefined,
  name: string,
  platforms: string,
  technologies: string,
];

const AUTHENTICATION = 'a79b2d36-7dea-4a84-81ef-27f99296bccf';
const SECURITY = '62cb63bd-d3ef-4cff-9b4a-e7bbf4657173';
const DECLARATIVE = 'c3dfb294-a7c0-48af-b705-59c4e257d48c';
const APPLE = 'iOS,macOS';
const EVERY_APPLE = 'iOS,macOS,visionOS,tvOS';
const BOTH_WAYS = 'mdm,appleRemoteManagement';

const CONFIGURATION: readonly Row[] = [
  [AUTHENTICATION, undefined, 'Authentication', 'iOS,macOS,windows10', BOTH_WAYS],
  ['7b6ddf4e-7136-4fde-adbf-38e6bdfcc962', AUTHENTICATION, 'Extensible Single Sign On (SSO)', APPLE, 'mdm'],
  [
    'f35cc803-3a06-4262-b38b-a5295321f756',
    AUTHENTICATION,
    'Extensible Single Sign On Kerberos',
    APPLE,
    'mdm',
  ],
  [SECURITY, undefined, 'Security', 'iOS,macOS,windows10', BOTH_WAYS],
  ['d68abc4d-559a-4339-be48-c41a77a87034', SECURITY, 'Passcode', APPLE, BOTH_WAYS],
  [DECLARATIVE, undefined, 'Declarative Device Management (DDM)', APPLE, 'appleRemoteManagement'],
  ['2cdd4a96-23c1-4419-b88c-41bbaa119e68', DECLARATIVE, 'Passcode', APPLE, 'appleRemoteManagement'],
  ['75e27534-3163-45b1-b34e-ca79b077b286', undefined, 'Management settings', EVERY_APPLE, 'enrollment'],
  ['0d23daec-d948-4eee-8ee5-89ab1c59e440', undefined, 'Setup Assistant', EVERY_APPLE, 'enrollment'],
  ['6c217eb1-e939-4a7d-8a27-da4b6dbf9513', undefined, 'Account settings', 'macOS', 'enrollment'],
];

const COMPLIANCE: readonly Row[] = [
  ['9f52aad9-53cb-4f92-b21f-7f4a6721a623', undefined, 'Custom Compliance', 'linux', 'linuxMdm'],
  ['2dafc535-d0f1-4c8c-9829-044338deebfa', undefined, 'Device Encryption', 'linux', 'linuxMdm'],
  ['f2c81665-b10b-4fa2-b177-7781b8650292', undefined, 'Allowed Distributions', 'linux', 'linuxMdm'],
  ['8ccafa97-9bbb-40e1-b668-3110bc449ac2', undefined, 'Password Policy', 'linux', 'linuxMdm'],
];

function categoriesOf(rows: readonly Row[], settingUsage: string): readonly Entity[] {
  return rows.map(([id, above, name, platforms, technologies]) => ({
    id,
    name,
    displayName: name,
    platforms,
    technologies,
    settingUsage,
    parentCategoryId: above ?? NONE,
    rootCategoryId: above ?? id,
    childCategoryIds: rows.filter((row) => row[1] === id).map(([child]) => child),
  }));
}

export const configurationCategories = categoriesOf(CONFIGURATION, 'configuration');
const linuxCategories = categoriesOf(COMPLIANCE, 'compliance');
const iosCategories = categoriesOf(
  IOS_CATEGORIES.map(
    ([name, id]) => [id, undefined, name.replaceAll(/(?<=.)([A-Z])/g, ' $1'), 'iOS', 'mdm'] as const,
  ),
  'compliance',
);
const withIos = [...linuxCategories, ...iosCategories];

/** iOS's are inferred, and only in tenants that are taken to have them. */
export const complianceCategories = (tenant: Tenant): readonly Entity[] =>
  assumptionsOf(tenant).catalogCompliance === 'inferred' ? withIos : linuxCategories;
