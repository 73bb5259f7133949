import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { document, ssoPolicy, toAllUsers } from '../../../test/support/example-documents.ts';
import type { SourceDocument } from '../source-text.ts';
import { verifyDocuments } from '../verify-documents.ts';

const FORMATS = new URL('../../../fixtures/policies/formats/', import.meta.url);

function read(name: string): SourceDocument[] {
  const root = fileURLToPath(new URL(name, FORMATS));
  const files = statSync(root).isFile()
    ? ['']
    : readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return files.map((file) => ({
    path: file === '' ? name : `${name}/${file}`,
    text: readFileSync(file === '' ? root : `${root}/${file}`, 'utf8'),
  }));
}

/** The documents, with one of them changed. */
function change(documents: SourceDocument[], path: string, edit: (value: Record<string, unknown>) => object) {
  expect(documents.some((each) => each.path.endsWith(path))).toBe(true);
  return documents.map((each) =>
    each.path.endsWith(path) ? { ...each, text: JSON.stringify(edit(JSON.parse(each.text))) } : each,
  );
}

function verify(documents: SourceDocument[]) {
  const report = verifyDocuments(documents, { enrollment: 'webDeviceEnrollment' });
  return { ...report, rules: report.findings.map(({ rule }) => rule) };
}

describe('IntuneCD', () => {
  const backup = read('intune-cd');
  const SSO = 'Field iPhones SSO_iosDeviceFeaturesConfiguration.json';

  it('passes: groups and filters by name, policies without ids', () => {
    const { verdict, rules, assumptions, notJudged } = verify(backup);
    expect({ verdict, rules }).toEqual({ verdict: 'pass', rules: [] });
    expect(assumptions).toContain('The user is a member of Field staff, and of no other group.');
    expect(notJudged.map(({ type }) => type).sort()).toEqual([
      'Scope Tags',
      'deviceManagementConfigurationPolicy',
    ]);
  });

  it('finds by its name the filter that keeps a policy away', () => {
    const filtered = change(backup, 'Corporate iPhones_iOS.json', (filter) => ({
      ...filter,
      rule: '(device.manufacturer -eq "Other")',
    }));
    expect(verify(filtered).rules).toContain('sso-policy-filtered');
  });

  it('takes two names for two groups, and the rule of a dynamic one from its assignment', () => {
    const target = {
      '@odata.type': '#microsoft.graph.groupAssignmentTarget',
      groupName: 'All iPhones',
      groupType: 'DynamicMembership',
      membershipRule: '(device.deviceOSType -eq "iOS")',
    };
    const apart = change(backup, SSO, (policy) => ({
      ...policy,
      assignments: [{ source: 'direct', target }],
    }));
    expect(verify(apart).rules).toEqual(
      expect.arrayContaining(['sso-policy-device-group', 'authenticator-other-audience']),
    );
  });

  it('counts a policy without assignments as unassigned, as others have them', () => {
    const unassigned = change(backup, SSO, ({ assignments, ...policy }) => policy);
    const { rules, assumptions } = verify(unassigned);
    expect(rules).toContain('sso-policy-unassigned');
    expect(assumptions.join()).toContain('Field iPhones SSO has no assignments in a backup of IntuneCD');
  });

  it('assumes assignments when the whole backup has none', () => {
    const without = backup.map(({ path, text }) => {
      const { assignments, ...rest } = JSON.parse(text);
      return { path, text: JSON.stringify(rest) };
    });
    expect(verify(without).verdict).toBe('pass');
  });
});

describe('IntuneManagement', () => {
  it('finds what is wrong, and repairs it where it stands', () => {
    const { findings, assumptions, notJudged } = verify(read('intune-management'));
    expect(findings).toMatchObject([
      {
        rule: 'device-registration-key-spaces',
        path: 'intune-management/DeviceConfiguration/Field iPhones SSO.json',
        repair: [{ pointer: '/iosSingleSignOnExtension/configurations/0/key' }],
      },
    ]);
    expect(assumptions).toContain('The user is a member of Field staff, and of no other group.');
    expect(notJudged).toEqual([{ type: 'ScopeTags', count: 1 }]);
  });

  it('has the names of groups from the migration table, when their own files are missing', () => {
    const documents = read('intune-management').filter(({ path }) => !path.includes('/Groups/'));
    expect(verify(documents).assumptions).toContain(
      'The user is a member of Field staff, and of no other group.',
    );
  });
});

describe('Microsoft365DSC', () => {
  const documents = read('microsoft365dsc.json');
  const resources = JSON.parse(documents[0]?.text ?? '') as Record<string, unknown>[];
  const [policy = {}, compliance, group] = resources;
  const judge = (...changed: unknown[]) => verify([document(changed, 'dsc.json')]);

  it('reads resources, points into them as they were written, and repairs nothing in a report', () => {
    const { findings, notJudged, assumptions } = verify(documents);
    expect(findings).toMatchObject([
      {
        rule: 'device-registration-value-spaces',
        pointer: '/0/IosSingleSignOnExtension/0/configurations/0/value',
        line: 27,
      },
    ]);
    expect(findings[0]?.repair).toBeUndefined();
    expect(notJudged).toEqual([{ type: 'IntuneDeviceCategory', count: 1 }]);
    expect(assumptions).toContain('The user is a member of Field staff, and of no other group.');
  });

  it('takes a pair’s text for what its type says', () => {
    const text = documents[0]?.text.replace('}} "', '}}"').replace('"value": "1"', '"value": "0"') ?? '';
    expect(verify([{ path: 'dsc.json', text }]).rules).toEqual(['browser-sso-disabled']);
  });

  it('knows that assignments are left out only where there are none', () => {
    const { Assignments, ...unassigned } = policy;
    const { rules, findings } = judge(unassigned, compliance, group);
    expect(rules).toContain('sso-policy-unassigned');
    expect(findings.find(({ rule }) => rule === 'sso-policy-unassigned')?.pointer).toBe('/0');
  });

  it('leaves out what shall not exist', () => {
    expect(judge({ ...policy, Ensure: 'Absent' }).rules).toEqual(['sso-policy-missing']);
  });

  it('reads a single resource too', () => {
    expect(verify([document(policy, 'one.json')]).rules).toContain('device-registration-value-spaces');
  });
});

describe('Graph’s answers', () => {
  it('take the assignments of a $batch to the policy, and tell what was refused', () => {
    const { verdict, findings, assumptions } = verify(read('graph-batch.json'));
    expect(verdict).toBe('pass');
    expect(findings).toMatchObject([{ rule: 'not-understood', pointer: '/responses/3' }]);
    expect(findings[0]?.message).toContain('Request apps of the batch was answered with 403 (Forbidden)');
    expect(assumptions).toContain('The user is a member of Field staff, and of no other group.');
  });

  it('say when they are one page of several', () => {
    const page = {
      '@odata.nextLink': 'https://graph.microsoft.com/beta/x?$skiptoken=y',
      value: [ssoPolicy()],
    };
    expect(verify([document(page, 'page.json')]).assumptions[0]).toBe(
      'page.json has one page of a longer list (@odata.nextLink); the others were not judged.',
    );
  });

  it('are told for what they are when they are errors', () => {
    const error = { error: { code: 'InvalidAuthenticationToken', message: 'Access token has expired.' } };
    expect(() => verify([document(error, 'token.json')])).toThrow(
      'token.json:1:1: this is Graph’s error InvalidAuthenticationToken and no object',
    );
  });

  it('say which group is meant by id or name, or are not understood', () => {
    const nobody = { target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget' } };
    const { findings } = verify([document(ssoPolicy({ assignments: [toAllUsers(), nobody] }))]);
    expect(findings[0]?.message).toContain('has neither groupId nor groupName');
  });
});
