import { Command } from 'commander';
import { expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { HELP } from './help.ts';

it.each(COMMANDS)('tells no default of $name that is none', async ({ name, load }) => {
  const command = new Command(name).configureHelp(HELP);
  (await load()).configure(command);
  for (const each of [command, ...command.commands]) {
    expect(each.configureHelp(HELP).helpInformation()).not.toMatch(/\(default: (?:\[\]|\{\}|false)\)/);
  }
});

it('tells the others', async () => {
  const start = COMMANDS.find(({ name }) => name === 'start');
  const command = new Command('start').configureHelp(HELP);
  (await start?.load())?.configure(command);
  expect(command.helpInformation()).toMatch(/--tenant [\s\S]*\(default: "contoso"\)/);
  expect(command.helpInformation().match(/\(default:/g)?.length).toBeGreaterThan(5);
});
