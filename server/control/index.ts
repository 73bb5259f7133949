import type { Router } from 'express';
import { systemTime } from '../../src/clock/index.ts';
import type { Simulation } from '../../src/device/index.ts';
import type { Graph } from '../../src/graph/index.ts';
import type { Tenant } from '../../src/tenant/index.ts';
import type { Attachment } from '../attach/attachment.ts';
import { showChange, showRequest } from './answer-shapes.ts';
import { clockState } from './clock-change.ts';
import type { Endpoint } from './endpoint.ts';
import { aboutEndpoints } from './endpoints/about.ts';
import { assumptionEndpoints } from './endpoints/assumptions.ts';
import { attachmentEndpoints } from './endpoints/attachment.ts';
import { clockEndpoints } from './endpoints/clock.ts';
import { conditionEndpoints } from './endpoints/conditions.ts';
import { deviceEndpoints } from './endpoints/devices.ts';
import { eventEndpoints } from './endpoints/events.ts';
import { faultEndpoints } from './endpoints/faults.ts';
import { fleetEndpoints } from './endpoints/fleets.ts';
import { graphEndpoints } from './endpoints/graph.ts';
import { permissionEndpoints } from './endpoints/permissions.ts';
import { recordEndpoints } from './endpoints/records.ts';
import { tenantEndpoints } from './endpoints/tenant.ts';
import { verifyEndpoints } from './endpoints/verify.ts';
import { EventLog } from './event-log.ts';
import { EventStream } from './event-stream.ts';
import { EVENTS_KEPT } from './limits.ts';
import { createRouter } from './router.ts';

/** What of Microsoft Graph is controlled. */
type ControlledGraph = Pick<Graph, 'requests' | 'permissions' | 'conditions'>;

export interface ControlOptions {
  readonly tenant: Tenant;
  readonly simulation: Simulation;
  readonly graph: ControlledGraph;
  /** What a client needs now. Throws UnusableTenantError when nobody could sign in. */
  readonly attachment: () => Attachment;
  /** The certificate authority's certificate, PEM. */
  readonly certificate: string;
  readonly version: string;
  /** Aborted when the server begins to stop: whoever reads events is sent away. */
  readonly closing?: AbortSignal;
}

/** The control API, to be mounted under `/_tenantless`. It needs no credentials: keep it to this machine. */
export function createControl(options: ControlOptions): Router {
  const { tenant, simulation, graph } = options;
  const { requests, permissions, conditions } = graph;
  const log = new EventLog(EVENTS_KEPT);
  let told = '';
  const noteClock = () => {
    const state = clockState(tenant);
    const text = JSON.stringify(state);
    if (text !== told) log.add('clock', () => state);
    told = text;
  };
  // Nobody pays for events before somebody reads them.
  const start = () => {
    told = JSON.stringify(clockState(tenant));
    tenant.journal.subscribe((entry) => log.add('change', () => showChange(entry)));
    simulation.subscribe((entry) => log.add('trace', () => entry));
    requests.subscribe((request) => log.add('request', () => showRequest(request)));
  };
  const clock = () => clockState(tenant);
  // Identifies this run: a reader that comes back to a server that was started anew has missed everything.
  const run = systemTime().toString(36);
  const stream = new EventStream({ log, run, start, clock, beforeBeat: noteClock });
  options.closing?.addEventListener('abort', () => stream.close(), { once: true });

  const endpoints: Endpoint[] = [
    ...attachmentEndpoints(options.attachment),
    ...clockEndpoints(tenant),
    ...tenantEndpoints(tenant, conditions),
    ...deviceEndpoints(tenant, simulation),
    ...fleetEndpoints(tenant, simulation),
    ...verifyEndpoints(tenant),
    ...recordEndpoints(tenant, requests),
    ...permissionEndpoints(permissions),
    ...conditionEndpoints(conditions),
    ...assumptionEndpoints(tenant),
    ...graphEndpoints(options.version),
    ...faultEndpoints(conditions),
    ...eventEndpoints(stream),
  ];
  const about = aboutEndpoints(endpoints, options.version, options.certificate);
  return createRouter([...about, ...endpoints], noteClock);
}
