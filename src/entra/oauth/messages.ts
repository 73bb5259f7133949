// A request to Microsoft Entra ID and its answer, independent of any transport.

export interface EntraRequest {
  readonly method: string;
  /** The path with its query: `/common/discovery/instance?api-version=1.1`. */
  readonly url: string;
  /** Scheme and authority that the client used; the addresses in discovery documents begin with it. */
  readonly origin: string;
  /** The address that it comes from, as far as anybody knows. */
  readonly address?: string | undefined;
  /** A request header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly body: string | undefined;
}

export interface EntraResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Pages in browsers fetch their tokens themselves, from wherever they are. */
export const ANY_ORIGIN = { 'Access-Control-Allow-Origin': '*' };

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): EntraResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
