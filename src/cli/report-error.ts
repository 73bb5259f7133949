import { CommanderError } from 'commander';
import { EnvironmentError } from '../../server/errors.ts';
import { CliError, EXIT, type ExitCode } from './exit.ts';
import { style } from './output.ts';

/** Tells on standard error what went wrong, without a stack trace, and returns the exit code. */
export function reportError(error: unknown): ExitCode {
  if (error instanceof CommanderError) {
    // Commander has printed its own message (or the help that was asked for) by now.
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  if (error instanceof CliError) return print(error.message, error.fix, error.exitCode);
  if (error instanceof EnvironmentError) return print(error.message, error.fix, EXIT.environment);
  const message = error instanceof Error ? error.message : String(error);
  if (process.env['TENANTLESS_LOG'] === 'debug') console.error(error);
  return print(
    `internal error: ${message}`,
    'This is a defect of Tenantless. TENANTLESS_LOG=debug shows where it happened; please report it.',
    EXIT.environment,
  );
}

function print(message: string, fix: string | undefined, exitCode: ExitCode): ExitCode {
  process.stderr.write(`${style(process.stderr).red('error:')} ${message}\n`);
  if (fix) process.stderr.write(`  ${fix}\n`);
  return exitCode;
}
