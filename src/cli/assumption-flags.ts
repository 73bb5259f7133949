import { type Command, InvalidArgumentError } from 'commander';
import { type Assumptions, assume, Tenant, UnknownAssumptionError } from '../tenant/index.ts';

export interface AssumptionFlags {
  readonly assume: Partial<Assumptions>;
}

/** `--assume name=choice`, which may be repeated, or have several with commas between them. */
export function addAssumptionFlag(command: Command): void {
  command.option(
    '--assume <name=choice>',
    'what to take for true where the pages leave something open (docs/assumptions.md); may be repeated',
    (text: string, previous: Partial<Assumptions>) => ({ ...previous, ...parse(text) }),
    {},
  );
}

function parse(text: string): Partial<Assumptions> {
  const pairs = text.split(',').map((pair) => {
    const [name = '', choice] = pair.trim().split('=');
    if (choice === undefined)
      throw new InvalidArgumentError('It looks like wrongFirstApp=staysUnregistered.');
    return [name, choice];
  });
  const assumptions = Object.fromEntries(pairs) as Partial<Assumptions>;
  try {
    assume(new Tenant(), assumptions);
  } catch (error) {
    if (error instanceof UnknownAssumptionError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
  return assumptions;
}
