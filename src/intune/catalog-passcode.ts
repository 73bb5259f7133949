// What the settings catalog says about passcodes, in the words of the templates.
import { type SettingValue, valuesOfSettings } from './catalog-settings.ts';

/** Apple's keys in the settings catalog, as a profile and declared, and what they come to in a template. */
const PROFILE = 'com.apple.mobiledevice.passwordpolicy';
const DECLARATION = 'passcode';
const GROUPS: ReadonlySet<string> = new Set([`${PROFILE}_${PROFILE}`, `${DECLARATION}_passcode`]);

type Translation = readonly [property: string, value: (value: unknown) => unknown];

const asIs = (property: string): Translation => [property, (value) => value];
const complexity: Translation = ['passcodeRequiredType', (value) => value === true && 'alphanumeric'];

const TRANSLATIONS: ReadonlyMap<string, Translation> = new Map([
  [`${PROFILE}_forcepin`, asIs('passcodeRequired')],
  [`${PROFILE}_allowsimple`, ['passcodeBlockSimple', (value) => value === false]],
  [`${PROFILE}_minlength`, asIs('passcodeMinimumLength')],
  [`${PROFILE}_requirealphanumeric`, complexity],
  [`${PROFILE}_mincomplexchars`, asIs('passcodeMinimumCharacterSetCount')],
  [`${PROFILE}_maxpinageindays`, asIs('passcodeExpirationDays')],
  [`${DECLARATION}_requirepasscode`, asIs('passcodeRequired')],
  [`${DECLARATION}_requirecomplexpasscode`, asIs('passcodeBlockSimple')],
  [`${DECLARATION}_minimumlength`, asIs('passcodeMinimumLength')],
  [`${DECLARATION}_requirealphanumericpasscode`, complexity],
  [`${DECLARATION}_minimumcomplexcharacters`, asIs('passcodeMinimumCharacterSetCount')],
  [`${DECLARATION}_maximumpasscodeageindays`, asIs('passcodeExpirationDays')],
]);

/** A setting about passcodes as a template has it; undefined: it is about something else, or no template has it. */
export function asTemplateHas({
  id,
  value,
}: SettingValue): { readonly property: string; readonly value: unknown } | undefined {
  const translation = TRANSLATIONS.get(id);
  if (!translation) return undefined;
  const [property, brought] = translation;
  // Options end with what they stand for.
  const option = typeof value === 'string' ? /_(true|false)$/.exec(value)?.[1] : undefined;
  return { property, value: brought(option === undefined ? value : option === 'true') };
}

/** What a policy of the catalog says about passcodes, by the templates' properties. */
export function passcodeValues(settings: unknown): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const each of valuesOfSettings(settings, (id) => GROUPS.has(id))) {
    const found = asTemplateHas(each);
    if (found) values[found.property] = found.value;
  }
  return values;
}
