import { z } from 'zod';
import { DEFAULT_PAGE, MAX_PAGE } from './limits.ts';

export const limitSchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(MAX_PAGE)
  .default(DEFAULT_PAGE)
  .meta({ description: 'How many at most' });

export const sequenceSchema = z.coerce
  .number()
  .int()
  .min(0)
  .default(0)
  .meta({ description: 'Begin after the one with this sequence' });

/** Where a list goes on. */
export function nextPage(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  return `/_tenantless${path}?${parameters}`;
}

/** At most `limit` of the items, and whether there are more. */
export function takePage<T>(items: Iterable<T>, limit: number): { page: T[]; more: boolean } {
  const page: T[] = [];
  for (const item of items) {
    if (page.length === limit) return { page, more: true };
    page.push(item);
  }
  return { page, more: false };
}
