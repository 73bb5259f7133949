import { InvalidArgumentError } from 'commander';

/** Reads the value of `--seed`. Throws InvalidArgumentError. */
export function integer(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('A seed is a whole number.');
  return Number(text);
}
