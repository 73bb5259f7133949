// What many definitions have in common, and what many settings can be, in the notation of definition-table.ts.
import type { DefinitionTable } from './definition-table.ts';

export const OFF = "*false:Disabled/False='false'; true:Enabled/True='true'";
export const ON = "false:Disabled/False='false'; *true:Enabled/True='true'";
export const DISABLED = "*false:Disabled='false'; true:Enabled='true'";
export const ENABLED = "false:Disabled='false'; *true:Enabled='true'";
export const TEXTS = '1..600 of none 0..1032 = ""';
export const TRIMMED = String.raw`regEx 0..1032 = "" ^\S.*\S$|^\S$`;
export const KEY = 'regEx 0..1032 = "" ^.*';
export const VARIABLE = 'variableReplacement 0..1032 = ""';
export const TEXT = 'none 0..1032 = ""';
export const ANY = '0.. = 0';

/** The definitions of Apple's profiles and declarations: each is named after its place in one. */
export const APPLE_PROFILE = {
  platforms: 'iOS,macOS',
  usage: 'configuration',
  visibility: 'settingsCatalog,template',
  accessTypes: 'none',
  baseUri: '',
  idOf: (name) => name.toLowerCase(),
  offsetOf: (name) => name.replaceAll('_', '/').replaceAll('genericKey', '{0}'),
} satisfies Partial<DefinitionTable>;
