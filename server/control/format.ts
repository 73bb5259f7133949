import { z } from 'zod';
import type { Answer } from './endpoint.ts';

export const formatSchema = z
  .enum(['json', 'text'])
  .optional()
  .meta({ description: 'text: for reading, as with `Accept: text/plain`' });

/** A named format counts; without one, text is for those who ask for it and not for JSON. */
export function wantsText(format: 'json' | 'text' | undefined, accept: string | undefined): boolean {
  if (format !== undefined) return format === 'text';
  return accept !== undefined && /\btext\/plain\b/.test(accept) && !/json/.test(accept);
}

export function plainText(text: string): Answer {
  return { kind: 'text', type: 'text/plain; charset=utf-8', text };
}
