import { isAbsolute, join, relative } from 'node:path';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { CliError, EXIT } from '../exit.ts';
import { findConfig } from './find-config.ts';
import type { ReadConfig } from './read-config.ts';
import { isShared, type Setting, seenFromHere, settingsOf, variablesOf } from './settings.ts';

/** What an option is, and who says so. */
export interface Settled {
  readonly setting: Setting;
  /** As it is written; a list for what may be repeated. Undefined when nobody says anything. */
  readonly written: Written | undefined;
  /** `--flag`, a variable's name, a place in the configuration, or `default`. */
  readonly from: string;
}

type Written = string | number | boolean | readonly (string | number | boolean)[];

/** Lets a command have what variables and the configuration say where its flags say nothing. Throws CliError. */
export async function settle(command: Command): Promise<void> {
  const settings = settingsOf(command);
  if (settings.length === 0) return;
  const config = await configFor(command);
  for (const setting of settings) {
    if (saidByFlag(command, setting)) continue;
    const { written, from } = resolveSetting(setting, config);
    if (written === undefined || from === 'default') continue;
    const values = Array.isArray(written) ? written : [written];
    const { option } = setting;
    if (option === undefined) command.processedArgs[0] = values.map(String);
    else command.setOptionValueWithSource(setting.key, read(option, values, from), 'config');
  }
}

/** The configuration that a command is to go by. */
export async function configFor(command: Command): Promise<ReadConfig | undefined> {
  const asked = command.getOptionValue('config') ?? (process.env['TENANTLESS_CONFIG'] || undefined);
  const path = findConfig(process.cwd(), asked);
  if (path === undefined) return undefined;
  const { readConfig } = await import('./read-config.ts');
  return readConfig(path);
}

function saidByFlag(command: Command, { section, key, option }: Setting): boolean {
  if (option === undefined) return command.args.length > 0;
  const given = command.getOptionValueSource(key) === 'cli';
  // An address in the surroundings doesn't mean that a fleet is to go there: --url says that, and may leave open where.
  if (section === 'fleet' && key === 'url') return !given || command.getOptionValue(key) !== true;
  return given;
}

/** What variables and the configuration say about a setting, or its default. */
export function resolveSetting(setting: Setting, config: ReadConfig | undefined): Settled {
  const { section, key, option } = setting;
  for (const name of variablesOf(setting)) {
    const text = process.env[name];
    if (text) return { setting, written: isRepeatable(option) ? text.split(',') : text, from: name };
  }
  for (const path of isShared(key) ? [[section, key], [key]] : [[section, key]]) {
    const value = path.reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], config?.value);
    if (config && value !== undefined)
      return { setting, written: seen(key, value as Written, config), from: config.placeOf(path) };
  }
  // What flags gather by name begins with nothing.
  const gathers = typeof option?.defaultValue === 'object' && !Array.isArray(option.defaultValue);
  return {
    setting,
    written: gathers ? undefined : (option?.defaultValue as Written | undefined),
    from: 'default',
  };
}

function seen(key: string, value: Written, { folder }: ReadConfig): Written {
  const here = (file: string) => (isAbsolute(file) ? file : relative('.', join(folder, file)) || '.');
  const one = (each: string | number | boolean) =>
    typeof each === 'string' ? seenFromHere(key, each, here) : each;
  return Array.isArray(value) ? value.map(one) : one(value as string | number | boolean);
}

const isRepeatable = (option: Option | undefined) =>
  option === undefined || option.variadic || typeof option.defaultValue === 'object';

/** Reads a value as the flag itself is read, so that it means the same wherever it is said. */
function read(option: Option, values: readonly (string | number | boolean)[], from: string): unknown {
  try {
    if (option.isBoolean() || option.negate) return yesOrNo(String(values[0]));
    const { parseArg } = option;
    if (!parseArg) return String(values[0]);
    // The first value replaces the default, as the first flag would.
    return values.reduce<unknown>(
      (previous, value) => parseArg(String(value), previous),
      option.defaultValue,
    );
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const said = `${from}: ${option.attributeName()} is '${values.join(', ')}'`;
    const text = from.startsWith('TENANTLESS_') ? `${from} is '${values.join(',')}'` : said;
    throw new CliError(EXIT.usage, `${text}. ${error.message}`);
  }
}

function yesOrNo(text: string): boolean {
  if (/^(?:1|true|yes|on)$/i.test(text)) return true;
  if (/^(?:0|false|no|off)$/i.test(text)) return false;
  throw new InvalidArgumentError('It is 1 or 0.');
}
