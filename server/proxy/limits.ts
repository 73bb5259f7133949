import { MINUTE, SECOND } from '../../src/clock/index.ts';

export interface ProxyTimeouts {
  /** How long another host may take to accept a connection, in milliseconds. */
  readonly connect: number;
  /** How long nothing may move through a tunnel to another host, in milliseconds. */
  readonly idle: number;
}

export const PROXY_TIMEOUTS: ProxyTimeouts = { connect: 10 * SECOND, idle: 5 * MINUTE };
