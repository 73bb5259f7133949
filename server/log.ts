import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the server tells whoever watches it. */
export interface Log {
  /** A request has been answered. */
  request(request: IncomingMessage, response: ServerResponse, milliseconds: number): void;
  info(message: string): void;
  /** Something in the emulator itself went wrong. */
  error(error: unknown): void;
}

export type LogLevel = 'error' | 'info' | 'debug';

/**
 * The log on standard error. Quiet ('error') it needs no library; 'info' writes a line for each request, 'debug' its
 * headers too, as JSON lines by pino. The Authorization header and request bodies are never written.
 */
export async function createLog(level: LogLevel): Promise<Log> {
  if (level === 'error') return quietLog;
  const { default: pino } = await import('pino');
  const logger = pino({ name: 'tenantless', level }, pino.destination({ dest: 2, sync: true }));
  return {
    request: (request, response, milliseconds) => {
      const line = {
        method: request.method,
        url: request.url,
        status: response.statusCode,
        ms: Math.round(milliseconds * 1000) / 1000,
      };
      if (level !== 'debug') logger.info(line, 'request');
      else {
        const { authorization, ...headers } = request.headers;
        logger.debug({ ...line, authorized: authorization !== undefined, headers }, 'request');
      }
    },
    info: (message) => logger.info(message),
    error: (error) => logger.error({ err: error }, 'failed'),
  };
}

const quietLog: Log = {
  request: () => {},
  info: () => {},
  error: (error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`tenantless: internal error: ${text}\n`);
  },
};
