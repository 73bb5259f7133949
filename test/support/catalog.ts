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
