import { Command } from 'commander';
import { closest } from '../input/spelling.ts';
import { COMMANDS } from './commands.ts';
import { settingsOf, variablesOf } from './config/settings.ts';
import { configFor, resolveSetting, type Settled } from './config/settle.ts';
import { CliError, EXIT } from './exit.ts';
import { print, style } from './output.ts';

interface ConfigFlags {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Variables that are no settings of a command. */
const OTHER_VARIABLES = ['TENANTLESS_CONFIG', 'TENANTLESS_CACHE', 'TENANTLESS_LOG', 'TENANTLESS_URL'];

export function configure(command: Command): void {
  command
    .argument('[command]', 'only what this command would go by')
    .option('--config <file>', 'the configuration to read')
    .option('--all', 'what is left at its default too')
    .option('--json', 'print it as JSON')
    .action((name: string | undefined, flags: ConfigFlags) => showConfig(name, flags, command));
}

/** Prints what the commands would go by, and who says so. */
async function showConfig(
  name: string | undefined,
  { all, json }: ConfigFlags,
  command: Command,
): Promise<void> {
  const config = await configFor(command);
  const settings = (await commandsCalled(name)).flatMap(settingsOf);
  if (settings.length === 0)
    throw new CliError(
      EXIT.usage,
      `there is nothing to configure of '${name}'`,
      'tenantless config --all shows all that can be.',
    );
  const settled = settings.map((setting) => resolveSetting(setting, config));
  const shown = settled.filter(({ from }) => all || json || from !== 'default');
  if (json) print(JSON.stringify(asJson(config?.file, shown), null, 2));
  else for (const line of lines(config?.file, shown)) print(line);
  if (name === undefined) for (const line of strangeVariables(settled)) process.stderr.write(`${line}\n`);
}

/** The command of a name, or all of them: those that do something, as commander knows them. */
async function commandsCalled(wanted: string | undefined): Promise<Command[]> {
  const program = new Command('tenantless');
  for (const { name, load } of COMMANDS)
    if (wanted === undefined || wanted === name) (await load()).configure(program.command(name));
  return program.commands.flatMap((command) =>
    command.commands.length > 0 ? [...command.commands] : [command],
  );
}

function asJson(file: string | undefined, shown: readonly Settled[]): object {
  const settings: Record<string, Record<string, object>> = {};
  for (const { setting, written, from } of shown) {
    settings[setting.section] ??= {};
    (settings[setting.section] as Record<string, object>)[setting.key] = { value: written ?? null, from };
  }
  return { file: file ?? null, settings };
}

function lines(file: string | undefined, shown: readonly Settled[]): string[] {
  const { bold, dim } = style(process.stdout);
  const rows = shown.map(({ setting, written, from }) => ({
    section: setting.section,
    cells: [setting.key, Array.isArray(written) ? written.join(', ') : String(written ?? ''), from] as const,
  }));
  const width = (column: 0 | 1) => Math.max(0, ...rows.map(({ cells }) => cells[column].length));
  const told = rows.flatMap(({ section, cells: [key, value, from] }, index) => [
    ...(rows[index - 1]?.section === section ? [] : ['', bold(section)]),
    `  ${key.padEnd(width(0))}  ${value.padEnd(width(1))}  ${dim(from)}`,
  ]);
  const nothing = ['', dim('Everything is at its default; --all shows it.')];
  return [
    file ?? dim('There is no configuration here; tenantless init writes one.'),
    ...(told.length > 0 ? told : nothing),
  ];
}

/** Variables that look like ours and mean nothing. */
function strangeVariables(settled: readonly Settled[]): string[] {
  const known = [...settled.flatMap(({ setting }) => variablesOf(setting)), ...OTHER_VARIABLES];
  return Object.keys(process.env)
    .filter((name) => name.startsWith('TENANTLESS_') && !known.includes(name))
    .map((name) => {
      const meant = closest(name, known);
      return `${name} means nothing here.${meant ? ` Did you mean ${meant}?` : ''}`;
    });
}
