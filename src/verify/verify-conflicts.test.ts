import { describe, expect, it } from 'vitest';
import {
  type Draft,
  document,
  ssoPolicy,
  toAllUsers,
  toGroup,
} from '../../test/support/example-documents.ts';
import { verifyDocuments } from './verify-documents.ts';

const restrictions = (displayName: string, passcodeMinimumLength: number, more: Draft = {}): Draft => ({
  '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
  id: `40000000-0000-4000-8000-${String(passcodeMinimumLength).padStart(12, '0')}`,
  displayName,
  passcodeMinimumLength,
  assignments: [toAllUsers()],
  ...more,
});

const catalog = (settingDefinitionId: string, value: number): Draft => ({
  id: '50000000-0000-4000-8000-000000000001',
  name: 'Passcodes of the catalog',
  platforms: 'iOS',
  technologies: 'mdm,appleRemoteManagement',
  settings: [
    {
      settingInstance: {
        '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance',
        settingDefinitionId,
        simpleSettingValue: {
          '@odata.type': '#microsoft.graph.deviceManagementConfigurationIntegerSettingValue',
          value,
        },
      },
    },
  ],
  assignments: [toAllUsers()],
});

function conflicts(...objects: Draft[]) {
  const { verdict, assumptions, findings, notJudged } = verifyDocuments([
    document([ssoPolicy(), ...objects]),
  ]);
  const found = findings.filter(({ rule }) => rule === 'profile-conflict');
  return { verdict, assumptions, notJudged, found };
}

describe('profiles in files', () => {
  it('are in conflict where their assignments reach the same person, which is a warning with its place', () => {
    const { verdict, found } = conflicts(restrictions('Strict', 8), restrictions('Lax', 6));
    expect(verdict).toBe('pass');
    expect(found).toMatchObject([
      {
        severity: 'warning',
        message: '"Strict" and "Lax" want different values for passcodeMinimumLength',
        path: 'policy.json',
        pointer: '/1/passcodeMinimumLength',
      },
    ]);
  });

  it('are in conflict with those of the settings catalog as well', () => {
    const id = 'com.apple.mobiledevice.passwordpolicy_minlength';
    expect(conflicts(restrictions('Strict', 8), catalog(id, 6)).found).toMatchObject([
      { message: '"Strict" and "Passcodes of the catalog" want different values for passcodeMinimumLength' },
    ]);
  });

  it('go together when they want the same, or reach different people', () => {
    expect(
      conflicts(restrictions('Strict', 8), restrictions('Lax', 6, { passcodeMinimumLength: 8 })).found,
    ).toEqual([]);
    expect(
      conflicts(restrictions('Strict', 8), restrictions('Lax', 6, { assignments: [toGroup('pilots')] }))
        .found,
    ).toEqual([]);
  });

  it('are not looked at where nobody knows whom they reach, and that is said', () => {
    const { found, assumptions } = conflicts(
      restrictions('Strict', 8),
      restrictions('Lax', 6, { assignments: undefined }),
      restrictions('Laxer', 4, { assignments: undefined }),
    );
    expect(found).toEqual([]);
    expect(assumptions).toContainEqual(
      'Whether "Lax" and "Laxer", which come without assignments, are in conflict with other profiles was not judged.',
    );
  });

  it('count as judged', () => {
    expect(conflicts(restrictions('Strict', 8)).notJudged).toEqual([]);
  });
});
