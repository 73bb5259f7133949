import { CliError, EXIT } from './exit.ts';

/** Flags go over environment variables, and those over defaults. */
export function fromEnvironment<T>(name: string, parse: (text: string) => T, fallback: T): T {
  const text = process.env[`TENANTLESS_${name}`];
  if (text === undefined || text === '') return fallback;
  try {
    return parse(text);
  } catch (error) {
    throw new CliError(EXIT.usage, `TENANTLESS_${name} is '${text}'. ${(error as Error).message}`);
  }
}
