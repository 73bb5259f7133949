import type { Command, Option } from 'commander';

/** What is said anew each time, and has no place in a configuration. */
const ONLY_FLAGS: ReadonlySet<string> = new Set([
  ...['config', 'all', 'help', 'version', 'json', 'verbose', 'once', 'full', 'yes', 'force', 'reset'],
  ...['fix', 'dryRun', 'updateBaseline', 'watch', 'grep', 'tag', 'shard'],
  // Of one run.
  ...['param', 'update', 'repeat', 'retries', 'bail'],
  // In front of one class.
  ...['step', 'pace'],
]);

/** An import is of one export, once; what is shown is chosen for the moment. */
const NAMED_EACH_TIME: ReadonlySet<string> = new Set(['import', 'show']);

/** What several commands share, and may stand at the top of a configuration. */
export const SHARED = [
  ...['tenant', 'seed', 'url', 'port', 'httpPort', 'proxyPort', 'reporter'],
  ...['strict', 'throttle', 'lag', 'multiAdminApproval', 'assume'],
] as const;
type SharedKey = (typeof SHARED)[number];

/** Names of files, relative to whoever names them. */
const FILES: ReadonlySet<string> = new Set(['paths', 'output', 'baseline', 'report', 'mix']);

/** Something about a command that variables and configurations can settle: an option, or the paths it is given. */
export interface Setting {
  /** As a configuration names it: `verify.format`. */
  readonly section: string;
  readonly key: string;
  /** Undefined for the command's paths. */
  readonly option: Option | undefined;
}

/** A command's name in a configuration; `fleet enroll` is `fleet` there. */
function sectionOf(command: Command): string {
  const { parent } = command;
  const owner = parent?.parent ? parent : command;
  return owner.name().replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** All that can be settled of a command. */
export function settingsOf(command: Command): Setting[] {
  const section = sectionOf(command);
  const paths = command.registeredArguments.some((argument) => argument.name() === 'path');
  return [
    ...(paths && !NAMED_EACH_TIME.has(section) ? [{ section, key: 'paths', option: undefined }] : []),
    ...command.options
      .map((option) => ({ section, key: option.attributeName(), option }))
      .filter(({ key }) => !ONLY_FLAGS.has(key)),
  ];
}

export const isShared = (key: string): key is SharedKey => (SHARED as readonly string[]).includes(key);

/** Lets a command, and those below it, be told which configuration to go by, if there is something to settle. */
export function addConfigFlag(command: Command): void {
  for (const each of [command, ...command.commands])
    if (settingsOf(each).length > 0)
      each.option('--config <file>', 'go by this configuration (default: the nearest tenantless.config.*)');
}

/** The variables that settle it, the stronger one first. */
export function variablesOf({ section, key }: Setting): string[] {
  const names = isShared(key) ? [`${section}_${key}`, key] : [`${section}_${key}`];
  return names.map((name) => `TENANTLESS_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`);
}

/** A value of a configuration, with what it says of files seen from the working folder. */
export function seenFromHere(key: string, text: string, here: (file: string) => string): string {
  if (FILES.has(key)) return here(text);
  // verify, as opposed to a scenario.
  if (key === 'then') return text === 'verify' ? text : here(text);
  // A fixture's name, as opposed to a file.
  if (key === 'tenant') return /[/\\]|\.(?:json|ya?ml)$/.test(text) ? here(text) : text;
  if (key === 'reporter') return text.replace(/(?<=^[^=]*=).+/s, here);
  return text;
}
