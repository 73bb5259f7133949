import { describe, expect, it } from 'vitest';
import { reader, typeName, types } from '../../test/support/odata-model.ts';
import { compileFilter, parseFilter } from './index.ts';

/** Names of the entities that a filter lets through. */
function matches(type: string, entities: Readonly<Record<string, object>>, filter: string): string[] {
  const test = compileFilter(parseFilter(filter), typeName(type), types, reader);
  return Object.keys(entities).filter((name) => test(entities[name] ?? {}));
}

const GUID = 'dc5e3c4d-1111-2222-3333-444455556666';

const devices = {
  phone: {
    id: GUID,
    deviceName: "Bücher & Co, it's X",
    operatingSystem: 'iOS',
    complianceState: 'compliant',
    deviceEnrollmentType: 'appleBulkWithUser',
    managementState: 'managed',
    userPrincipalName: 'A@b.com',
    azureADDeviceId: 'dc5e3c4d-0000-0000-0000-000000000000',
    enrolledDateTime: '2024-01-01T00:00:00.1234568Z',
    lastSyncDateTime: '2023-12-31T23:59:59.9999999Z',
    freeStorageSpaceInBytes: 204,
    deviceCategory: { displayName: 'Sales' },
    tags: ['x', 'y'],
  },
  tablet: {
    id: 'a',
    deviceName: 'abc-7',
    operatingSystem: 'iPadOS',
    complianceState: 'noncompliant',
    deviceEnrollmentType: 'userEnrollment',
    managementState: 'retirePending',
    userPrincipalName: 'c@d.com',
    azureADDeviceId: '',
    enrolledDateTime: '2024-01-01T00:00:00.1234567Z',
    lastSyncDateTime: '2024-01-01T00:00:00Z',
    freeStorageSpaceInBytes: 203,
    deviceCategory: null,
    tags: ['y'],
  },
  /** Stored sparse: everything reads as null. */
  bare: { id: 'b' },
};

describe('a filter on devices', () => {
  const ALL = ['phone', 'tablet', 'bare'];
  it.each<[filter: string, expected: string[]]>([
    ["startswith(deviceName,'b')", ['phone']],
    ["startswith(deviceName,'Abc')", ['tablet']],
    ["not(startswith(deviceName,'abc'))", ['phone']],
    ['enrolledDateTime ge 2024-01-01T00:00:00Z', ['phone', 'tablet']],
    ['enrolledDateTime gt 2024-01-01T00:00:00.1234567Z', ['phone']],
    ['enrolledDateTime ge 2024-01-01T00:00:00.1234567Z', ['phone', 'tablet']],
    ['enrolledDateTime eq 2024-01-01T01:00:00.1234567+01:00', ['tablet']],
    ['lastSyncDateTime lt 2024-01-01', ['phone']],
    ['lastSyncDateTime eq 2024-01-01', ['tablet']],
    ["id in ('a','b')", ['tablet', 'bare']],
    ['id in ["a","b"]', ['tablet', 'bare']],
    ["operatingSystem in ('iOS','IPADOS')", ['phone', 'tablet']],
    ["operatingSystem in ('w','x','y','z','ios')", ['phone']],
    ['operatingSystem in (null)', ['bare']],
    ["operatingSystem in ('iOS',null)", ['phone', 'bare']],
    ['operatingSystem in ()', []],
    ["operatingSystem eq 'IOS' and complianceState eq 'compliant'", ['phone']],
    ["operatingSystem eq 'iOS' AND complianceState eq 'noncompliant'", []],
    ["complianceState eq microsoft.graph.complianceState'compliant'", ['phone']],
    ["complianceState eq 'COMPLIANT'", ['phone']],
    ["complianceState ne 'compliant'", ['tablet', 'bare']],
    ["complianceState in ('compliant','inGracePeriod')", ['phone']],
    ["contains(deviceName,'it''s')", ['phone']],
    ["contains(tolower(deviceName),'abc')", ['tablet']],
    ["deviceEnrollmentType eq 'appleBulkWithUser' and managementState ne 'retirePending'", ['phone']],
    ["userPrincipalName eq 'a@b.com'", ['phone']],
    ["azureADDeviceId eq 'DC5E3C4D-0000-0000-0000-000000000000'", ['phone']],
    [`id eq ${GUID}`, ['phone']],
    [`id eq '${GUID.toUpperCase()}'`, ['phone']],
    [`id ne ${GUID}`, ['tablet', 'bare']],
    ["deviceName eq 'Bücher & Co, it''s X'", ['phone']],
    ["deviceName eq 'BÜCHER & CO, IT''S X'", ['phone']],
    ['freeStorageSpaceInBytes div 2 gt 101', ['phone']],
    ['freeStorageSpaceInBytes div 2 eq 101', ['tablet']],
    ['freeStorageSpaceInBytes divby 2 eq 101.5', ['tablet']],
    ['year(enrolledDateTime) eq 2024', ['phone', 'tablet']],
    ['year(lastSyncDateTime) eq 2024', ['tablet']],
    ["tolower(deviceName) eq 'x' or length(deviceName) gt 5", ['phone']],
    ["deviceCategory/displayName eq 'sales'", ['phone']],
    ['deviceCategory/displayName eq null', ['tablet', 'bare']],
    ['deviceCategory eq null', ['tablet', 'bare']],
    ["tags/any(t:t eq 'X')", ['phone']],
    ["tags/all(t:t ne 'x')", ['tablet', 'bare']],
    ["not tags/any(t:t eq 'x')", ['tablet', 'bare']],
    ['tags/any()', ['phone', 'tablet']],
    ['tags/$count eq 0', ['bare']],
    ['tags/$count ge 2', ['phone']],
    ["'Y' in tags", ['phone', 'tablet']],
    ["tags/any(t:t eq 'y' and $it/operatingSystem eq 'iOS')", ['phone']],
    ['tags/any(t:contains(deviceName,t))', ['phone']],
    ["'iOS' eq operatingSystem", ['phone']],
    ['203 lt freeStorageSpaceInBytes', ['phone']],
    ['userPrincipalName eq userPrincipalName', ALL],
    ['true', ALL],
    ['null', []],
  ])('%s', (filter, expected) => {
    expect(matches('managedDevice', devices, filter)).toEqual(expected);
  });

  it('tells text by its case when asked to', () => {
    const names = (filter: string) => {
      const test = compileFilter(parseFilter(filter), typeName('managedDevice'), types, reader, {
        caseSensitive: true,
      });
      return Object.entries(devices)
        .filter(([, device]) => test(device))
        .map(([name]) => name);
    };
    expect(names("operatingSystem eq 'ios'")).toEqual([]);
    expect(names("operatingSystem eq 'iOS'")).toEqual(['phone']);
    expect(names("startswith(deviceName,'Abc')")).toEqual([]);
    expect(names("operatingSystem in ('ios','ipados','w','x')")).toEqual([]);
    // Members of an enum have no case of their own.
    expect(names("complianceState eq 'COMPLIANT'")).toEqual(['phone']);
  });
});

const G = 'aaaaaaaa-0000-0000-0000-000000000001';
const groups = {
  unified: {
    displayName: 'XYZ',
    mail: 'team@a@b.com',
    mailEnabled: true,
    groupTypes: ['Unified', 'DynamicMembership'],
    proxyAddresses: ['SMTP:team@b.com'],
    assignedLicenses: [{ skuId: G, disabledPlans: [G] }, { skuId: G.replace('1', '2') }],
    signInActivity: { lastSignInDateTime: '2024-01-01T00:00:00Z' },
    onPremisesExtensionAttributes: { extensionAttribute1: 'x' },
    extension_9f27_attr: 'a',
    members: [{ '@odata.type': '#microsoft.graph.managedDevice', operatingSystem: 'iOS' }],
  },
  mail: {
    displayName: 'y',
    mailEnabled: true,
    groupTypes: [],
    proxyAddresses: ['x500:1'],
    assignedLicenses: [],
    signInActivity: { lastSignInDateTime: '2024-01-01T00:00:00.0000001Z' },
    extension_9f27_attr: 7,
    members: [{ '@odata.type': '#microsoft.graph.group', displayName: 'nested' }],
  },
  plain: { displayName: null },
};

describe('a filter on groups', () => {
  it.each<[filter: string, expected: string[]]>([
    ['mail ne null', ['unified']],
    ["proxyAddresses/any(p:startswith(p,'smtp:'))", ['unified']],
    ["groupTypes/any(c:c eq 'Unified')", ['unified']],
    ["NOT groupTypes/any(c:c eq 'Unified') and mailEnabled eq true", ['mail']],
    ["not (groupTypes/any(c:c eq 'Unified') and mailEnabled eq true)", ['mail', 'plain']],
    ['assignedLicenses/$count eq 0', ['mail', 'plain']],
    [`assignedLicenses/$count($filter=skuId eq ${G}) eq 1`, ['unified']],
    [`assignedLicenses/any(l:l/skuId eq ${G})`, ['unified']],
    [`assignedLicenses/any(l:l/skuId eq '${G}')`, ['unified']],
    [`assignedLicenses/all(l:l/skuId eq ${G})`, ['mail', 'plain']],
    [`assignedLicenses/any(l:l/disabledPlans/any(p:p eq ${G} and l/skuId eq ${G}))`, ['unified']],
    [`assignedLicenses/any(l:l/disabledPlans/any(p:p ne l/skuId))`, []],
    ['signInActivity/lastSignInDateTime le 2024-01-01T00:00:00Z', ['unified']],
    ["onPremisesExtensionAttributes/extensionAttribute1 eq 'x'", ['unified']],
    ["endsWith(mail,'A@b.com')", ['unified']],
    ["extension_9f27_attr eq 'A'", ['unified']],
    ['extension_9f27_attr eq 7', ['mail']],
    ['extension_9f27_attr gt 6', ['mail']],
    ['extension_9f27_attr eq null', ['plain']],
    ["startswith(extension_9f27_attr,'A')", ['unified']],
    ["microsoft.graph.group/displayName eq 'xyz'", ['unified']],
    ["members/microsoft.graph.managedDevice/any(d:d/operatingSystem eq 'iOS')", ['unified']],
    ['members/microsoft.graph.group/$count eq 1', ['mail']],
    ["members/any(m:isof(m,'microsoft.graph.group'))", ['mail']],
    ['mailEnabled', ['unified', 'mail']],
    ['not mailEnabled', []],
    ['(mailEnabled or true) and not (mailEnabled and false)', ['unified', 'mail', 'plain']],
  ])('%s', (filter, expected) => {
    expect(matches('group', groups, filter)).toEqual(expected);
  });
});

const apps = {
  store: { '@odata.type': '#microsoft.graph.iosStoreApp', displayName: 'x1', isAssigned: true },
  vpp: {
    '@odata.type': '#microsoft.graph.iosVppApp',
    isAssigned: false,
    categories: [
      { id: 'x', displayName: 'n' },
      { id: 'm', displayName: 'y' },
    ],
  },
  lob: {
    '@odata.type': '#microsoft.graph.iosLobApp',
    bundleId: 'com.x',
    isAssigned: false,
    categories: [{ id: 'x', displayName: 'y' }],
    assignments: [
      { target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'g' } },
      { target: null },
    ],
  },
  managed: {
    '@odata.type': '#microsoft.graph.managedApp',
    appAvailability: 'lineOfBusiness',
    isAssigned: false,
  },
  global: { '@odata.type': '#microsoft.graph.managedApp', appAvailability: 'global', isAssigned: false },
};

describe('a filter on apps, which are of many types', () => {
  const availability = 'microsoft.graph.managedApp/appAvailability';
  it.each<[filter: string, expected: string[]]>([
    ["isof('microsoft.graph.iosStoreApp')", ['store']],
    ['isof(microsoft.graph.iosStoreApp)', ['store']],
    ["isof('microsoft.graph.mobileApp')", ['store', 'vpp', 'lob', 'managed', 'global']],
    ["(isof('microsoft.graph.iosStoreApp') or isof('microsoft.graph.iosVppApp'))", ['store', 'vpp']],
    ["not (isof('microsoft.graph.iosStoreApp'))", ['vpp', 'lob', 'managed', 'global']],
    [`${availability} eq null`, ['store', 'vpp', 'lob']],
    [
      `(${availability} eq null or ${availability} eq 'lineOfBusiness' or isAssigned eq true)`,
      ['store', 'vpp', 'lob', 'managed'],
    ],
    [
      `(${availability} eq microsoft.graph.managedAppAvailability'lineOfBusiness' or isAssigned eq true)`,
      ['store', 'managed'],
    ],
    ["microsoft.graph.iosLobApp/bundleId eq 'com.x'", ['lob']],
    ["assignments/any(a:a/target/groupId eq 'g')", ['lob']],
    ["assignments/any(a:a/target/microsoft.graph.groupAssignmentTarget/groupId eq 'g')", ['lob']],
    ['assignments/any(a:a/target eq null)', ['lob']],
    ['assignments/any()', ['lob']],
    ["categories/any(c:c/id eq 'x' and c/displayName eq 'y')", ['lob']],
    ["categories/any(c:c/id eq 'x') and categories/any(c:c/displayName eq 'y')", ['vpp', 'lob']],
    ['cast(microsoft.graph.iosLobApp) ne null', ['lob']],
    ["assignments/any(a:isof(a/target,'microsoft.graph.groupAssignmentTarget'))", ['lob']],
  ])('%s', (filter, expected) => {
    expect(matches('mobileApp', apps, filter)).toEqual(expected);
  });
});

const policies = {
  ios: {
    platforms: 'iOS',
    technologies: 'mdm,appleRemoteManagement',
    platformType: 'ios',
    roleScopeTagIds: ['0'],
  },
  both: { platforms: 'iOS,macOS', technologies: 'mdm', platformType: 'android', roleScopeTagIds: ['1', '0'] },
  android: { platforms: 'android', technologies: 'none', platformType: 'android', roleScopeTagIds: [] },
};

describe('a filter on flags', () => {
  it.each<[filter: string, expected: string[]]>([
    ["platforms has 'iOS'", ['ios', 'both']],
    ["platforms has microsoft.graph.configurationPlatforms'iOS'", ['ios', 'both']],
    ["platforms has 'macOS,IOS'", ['both']],
    ["platforms eq 'macOS,iOS'", ['both']],
    ["platforms eq 'iOS'", ['ios']],
    ["(platforms eq 'iOS') and (technologies has 'mdm')", ['ios']],
    ["not (platforms has 'iOS')", ['android']],
    ["roleScopeTagIds/any(s:s eq '0') and (platformType eq 'iOS' or platformType eq 'ios')", ['ios']],
  ])('%s', (filter, expected) => {
    expect(matches('configurationPolicy', policies, filter)).toEqual(expected);
  });
});
