// What can be set for a whole directory, and for a group. https://learn.microsoft.com/graph/group-directory-settings
import type { Entity } from '../../../tenant/index.ts';

/**
 * Templates, and below each its settings: `<name> <type> <default>`. [documented] groupsettingtemplate-list, and "Microsoft Entra
 * cmdlets for configuring group settings"; descriptions of single settings are left out.
 */
const TABLE = `
62375ab9-6b52-47ed-826b-58e47e0e304b Group.Unified | Setting templates define the different settings that can be used for the associated ObjectSettings. This template defines settings that can be used for Unified Groups.
  NewUnifiedGroupWritebackDefault Boolean true
  EnableMIPLabels Boolean false
  CustomBlockedWordsList String
  EnableMSStandardBlockedWords Boolean false
  ClassificationDescriptions String
  DefaultClassification String
  PrefixSuffixNamingRequirement String
  AllowGuestsToBeGroupOwner Boolean false
  AllowGuestsToAccessGroups Boolean true
  GuestUsageGuidelinesUrl String
  GroupCreationAllowedGroupId Guid
  AllowToAddGuests Boolean true
  UsageGuidelinesUrl String
  ClassificationList String
  EnableGroupCreation Boolean true
08d542b9-071f-4e16-94b0-74abb372e3d9 Group.Unified.Guest | Settings for a specific Unified Group
  AllowToAddGuests Boolean true
4bc7f740-180e-4586-adb6-38b2e9024e6b Application | Settings for managing tenant-wide application behavior.
  EnableAccessCheckForPrivilegedApplicationUpdates Boolean false
898f1161-d651-43d1-805c-3b0b388a9fc2 Custom Policy Settings | Settings for managing tenant-wide custom policy settings.
  CustomConditionalAccessPolicyUrl String
5cf42378-d67d-4f36-ba46-e8b86229381d Password Rule Settings | Settings for managing tenant-wide password rule settings.
  BannedPasswordCheckOnPremisesMode String Audit
  EnableBannedPasswordCheckOnPremises Boolean false
  EnableBannedPasswordCheck Boolean false
  LockoutDurationInSeconds Int32 60
  LockoutThreshold Int32 10
  BannedPasswordList String
80661d51-be2f-4d46-9713-98a2fcaec5bc Prohibited Names Settings | Setting templates define the different settings that can be used for the associated ObjectSettings. This template defines settings that can be used for managing tenant-wide prohibited names settings.
  CustomBlockedSubStringsList String
  CustomBlockedWholeWordsList String
aad3907d-1d1a-448b-b3ef-7bf7f63db63b Prohibited Names Restricted Settings | Setting templates define the different settings that can be used for the associated ObjectSettings. This template defines settings that can be used for managing tenant-wide prohibited names restricted settings.
  CustomAllowedSubStringsList String
  CustomAllowedWholeWordsList String
  DoNotValidateAgainstTrademark Boolean false
dffd5d46-495d-40a9-8e21-954ff55e198a Consent Policy Settings | Settings for managing tenant-wide consent policy.
  EnableGroupSpecificConsent Boolean
  BlockUserConsentForRiskyApps Boolean true
  EnableAdminConsentRequests Boolean false
  ConstrainGroupSpecificConsentToMembersOfGroupId Guid
`;

interface TemplateValue {
  readonly name: string;
  /** .NET's name of the type. */
  readonly type: string;
  readonly defaultValue: string;
  readonly description: string;
}

export interface SettingTemplate extends Entity {
  readonly displayName: string;
  readonly values: readonly TemplateValue[];
}

/** The template of what is set for one group. */
export const GUEST_TEMPLATE = '08d542b9-071f-4e16-94b0-74abb372e3d9';

export const SETTING_TEMPLATES: readonly SettingTemplate[] = TABLE.trim()
  .split(/\n(?=\S)/)
  .map((block) => {
    const [head = '', ...lines] = block.split('\n');
    const [, id = '', displayName = '', description = ''] = /^(\S+) (.+?) \| (.+)$/.exec(head) ?? [];
    const values = lines.map((line) => {
      const [name = '', type = '', defaultValue = ''] = line.trim().split(' ');
      return { name, type: `System.${type}`, defaultValue, description: '' };
    });
    return { id, displayName, description, values };
  });

export const settingTemplate = (id: string): SettingTemplate | undefined =>
  SETTING_TEMPLATES.find((each) => each.id === id.toLowerCase());
