import { z } from 'zod';
import type { InputProblem } from '../../src/input/index.ts';

/** One thing that is wrong in a request. */
export interface ErrorDetail {
  /** Where: `passcode.length` in the body, or the name of a query parameter; empty for the whole. */
  readonly path: string;
  /** What was expected. */
  readonly message: string;
  /** What to write instead. */
  readonly fix?: string;
}

export const errorSchema = z
  .object({
    error: z.object({
      code: z.string().meta({ description: 'BadRequest, NotFound, Conflict …' }),
      message: z.string(),
      details: z
        .array(
          z.object({
            path: z.string().meta({ description: 'Where in the body or the query; empty for the whole' }),
            message: z.string(),
            fix: z.string().optional(),
          }),
        )
        .optional(),
    }),
  })
  .meta({ description: 'What was wrong with a request, where, and the likely fix' });

/** A request that the control API refuses; the answer says no more than this. */
export class ControlError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly ErrorDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    details: readonly ErrorDetail[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

export const detailOf = ({ path, ...rest }: InputProblem): ErrorDetail => ({ path: path.join('.'), ...rest });

export const badRequest = (message: string, details: readonly ErrorDetail[] = []) =>
  new ControlError(400, 'BadRequest', message, details);

/** Of one member of the body or the query. */
export const badValue = (path: string, message: string, fix: string) =>
  badRequest(`${path}: ${message}. ${fix}`, [{ path, message, fix }]);

export const notFound = (message: string, fix: string) =>
  new ControlError(404, 'NotFound', `${message}. ${fix}`, [{ path: '', message, fix }]);

export const methodNotAllowed = (method: string, path: string, allowed: readonly string[]) =>
  new ControlError(
    405,
    'MethodNotAllowed',
    `${path} does not take ${method}, but ${allowed.join(', ')}.`,
    [],
    {
      Allow: allowed.join(', '),
    },
  );

export const conflict = (message: string) => new ControlError(409, 'Conflict', message);

/** What is left of the body would be taken for the next request, so the connection ends. */
export const bodyRefused = (status: number, message: string) =>
  new ControlError(status, status === 413 ? 'PayloadTooLarge' : 'BadRequest', message, [], {
    Connection: 'close',
  });

export const tooManyReaders = (limit: number) =>
  new ControlError(503, 'TooManyReaders', `${limit} clients read events already. Close one of them.`);
