import { MINUTE, SECOND } from '../src/clock/index.ts';

/** The longest request body in bytes, before and after decompression. Graph takes 4 MB (documented). */
export const BODY_LIMIT = 4 * 1024 * 1024;
/** The longest request line with its headers in bytes. Node's own limit, which tokens with many permissions keep well below. */
export const HEADER_LIMIT = 16 * 1024;
/** How long a client may take to send its headers. */
export const HEADERS_TIMEOUT = 10 * SECOND;
/** How long a client may take to send a whole request. */
export const REQUEST_TIMEOUT = MINUTE;
/** How long an idle connection is kept; longer than the clients' own limits, so that they close first. */
export const KEEP_ALIVE_TIMEOUT = 65 * SECOND;
/** How long requests under way get to finish when the server stops. */
export const DRAIN_TIMEOUT = 700;
/** How often a server that stops looks for connections that have become idle. */
export const DRAIN_SWEEP = 20;
