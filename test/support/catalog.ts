// Settings of the catalog as callers send them.
const TYPE = '#microsoft.graph.deviceManagementConfiguration';

export interface Instance {
  readonly settingDefinitionId: string;
  readonly [property: string]: unknown;
}

export const choice = (settingDefinitionId: string, value: string, children: Instance[] = []): Instance => ({
  '@odata.type': `${TYPE}ChoiceSettingInstance`,
  settingDefinitionId,
  choiceSettingValue: { value, children },
});

const textValue = (value: string) => ({ '@odata.type': `${TYPE}StringSettingValue`, value });

export const simple = (settingDefinitionId: string, simpleSettingValue: object): Instance => ({
  '@odata.type': `${TYPE}SimpleSettingInstance`,
  settingDefinitionId,
  simpleSettingValue,
});

export const text = (id: string, value: string): Instance => simple(id, textValue(value));

export const integer = (id: string, value: number): Instance =>
  simple(id, { '@odata.type': `${TYPE}IntegerSettingValue`, value });

export const texts = (settingDefinitionId: string, values: readonly string[]): Instance => ({
  '@odata.type': `${TYPE}SimpleSettingCollectionInstance`,
  settingDefinitionId,
  simpleSettingCollectionValue: values.map(textValue),
});

/** A group that is there once. */
export const group = (settingDefinitionId: string, children: readonly Instance[]): Instance => ({
  '@odata.type': `${TYPE}GroupSettingCollectionInstance`,
  settingDefinitionId,
  groupSettingCollectionValue: [{ children }],
});

/** A group that is there several times. */
const groups = (settingDefinitionId: string, values: readonly Instance[][]): Instance => ({
  '@odata.type': `${TYPE}GroupSettingCollectionInstance`,
  settingDefinitionId,
  groupSettingCollectionValue: values.map((children) => ({ children })),
});

export interface SsoCatalogOptions {
  readonly identifier?: string;
  readonly urls?: readonly string[];
  /** Key and value of each pair. */
  readonly data?: readonly (readonly [string, string | number | boolean])[];
}

const MICROSOFT_URLS = [
  'https://login.microsoftonline.com',
  'https://login.microsoft.com',
  'https://sts.windows.net',
  'https://login.partner.microsoftonline.cn',
  'https://login.chinacloudapi.cn',
  'https://login.microsoftonline.us',
  'https://login-us.microsoftonline.com',
];

/** The body of a policy with Microsoft's single sign-on extension, as just-in-time registration wants it. */
export function ssoCatalogPolicy({
  identifier = 'com.microsoft.azureauthenticator.ssoextension',
  urls = MICROSOFT_URLS,
  data = [
    ['device_registration', '{{DEVICEREGISTRATION}}'],
    ['browser_sso_interaction_enabled', 1],
  ],
}: SsoCatalogOptions = {}) {
  const id = (name: string) => `com.apple.extensiblesso_${name}`;
  const generic = id('extensiondata_generickey');
  const pairValue = (value: string | number | boolean): [string, Instance] => {
    if (typeof value === 'string') return ['0', text(`${generic}_string`, value)];
    if (typeof value === 'number') return ['1', integer(`${generic}_integer`, value)];
    return ['2', choice(`${generic}_boolean`, `${generic}_${value}`)];
  };
  const settingInstance = group(id('com.apple.extensiblesso'), [
    text(id('extensionidentifier'), identifier),
    choice(id('type'), id('type_1')),
    groups(
      id('extensiondata'),
      data.map(([key, value]) => {
        const [option, instance] = pairValue(value);
        return [
          text(`${generic}_keytobereplaced`, key),
          choice(id('ignored_$typepicker'), id(`ignored_${option}`), [instance]),
        ];
      }),
    ),
    texts(id('urls'), urls),
  ]);
  return {
    name: 'SSO extension (settings catalog)',
    platforms: 'iOS',
    technologies: 'mdm,appleRemoteManagement',
    settings: [{ '@odata.type': `${TYPE}Setting`, settingInstance }],
  };
}
