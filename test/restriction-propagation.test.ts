// Assignments of enrollment restrictions take their time to hold for enrollments.
// https://learn.microsoft.com/intune/device-enrollment/create-platform-restrictions
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import { CADENCES, MINUTE, toIso } from '../src/clock/index.ts';
import { createEmulator } from '../src/emulator.ts';
import { SERVICES, Tenant, type TenantSnapshot } from '../src/tenant/index.ts';
import { verifyTenant } from '../src/verify/index.ts';
import { graphClient } from './support/graph-client.ts';

const CONFIGURATIONS = '/beta/deviceManagement/deviceEnrollmentConfigurations';
const SET = 'deviceManagement/deviceEnrollmentConfigurations';
const TYPE = '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration';
const LIMIT = '#microsoft.graph.deviceEnrollmentLimitConfiguration';
const ALL_USERS = { target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } };
const DELAY = CADENCES.restrictionAssignments.span;
const BLOCKED = 'EnrollmentPlatformBlocked';

function stage(snapshot?: TenantSnapshot) {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  if (snapshot) tenant.restore(snapshot);
  const client = graphClient(tenant, undefined, graph);
  const create = (body: object): string => client.post(CONFIGURATIONS, body).body.id;
  return {
    tenant,
    client,
    simulation,
    blocking: (platformBlocked = true, displayName = 'No iPhones') =>
      create({
        '@odata.type': TYPE,
        displayName,
        platformType: 'ios',
        platformRestriction: { platformBlocked },
      }),
    limit: (limit: number) => create({ '@odata.type': LIMIT, displayName: 'Few', limit }),
    assign(id: string, ...assignments: object[]) {
      const body = { enrollmentConfigurationAssignments: assignments };
      expect(client.post(`${CONFIGURATIONS}/${id}/assign`, body).status).toBe(204);
    },
    enroll() {
      const { id } = simulation.create({ user: 'priya.raman@contoso.com' });
      simulation.act(id, { do: 'enroll' });
      const trace = simulation.trace(id);
      const refused = trace.filter(({ code }) => code !== undefined).at(-1);
      return {
        id,
        code: refused?.code,
        refused: refused?.message,
        told: trace.map(({ message }) => message),
      };
    },
    onDevice: (device: string, restriction: string) =>
      simulation.assignments(device).assignments.find(({ id }) => id === restriction)?.onDevice,
  };
}

describe('a person who comes into a restriction’s group', () => {
  const PRIYA = 'priya.raman@contoso.com';

  /** A restriction of a group that holds, and what makes Priya a member of that group or of one within it. */
  function grouped() {
    const at = stage();
    const group = (displayName: string): string =>
      at.client.post('/v1.0/groups', {
        displayName,
        mailEnabled: false,
        mailNickname: displayName,
        securityEnabled: true,
      }).body.id;
    const [outer, inner] = [group('Restricted'), group('Nested')];
    at.assign(at.blocking(), {
      target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: outer },
    });
    const join = (to: string, who: string) =>
      at.client.post(`/v1.0/groups/${to}/members/$ref`, {
        '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${who}`,
      });
    join(outer, inner);
    at.tenant.clock.advance(DELAY);
    const [priya] = at.tenant.collection('users').where('userPrincipalName', PRIYA);
    const id = priya?.id ?? '';
    return {
      ...at,
      outer,
      inner,
      join: (to: string) => join(to, id),
      leave: (from: string) => at.client.delete(`/v1.0/groups/${from}/members/${id}/$ref`),
    };
  }

  it.each(['outer', 'inner'] as const)(
    'is restricted some minutes later, in the group or in one within it: %s',
    (which) => {
      const at = grouped();
      at.join(at[which]);
      const due = at.tenant.clock.now + DELAY;
      const early = at.enroll();
      expect(early.code).toBeUndefined();
      expect(early.told.join()).toContain(
        `“No iPhones” takes the place of “All users and all devices” at ${toIso(due)}`,
      );
      at.tenant.clock.advanceTo(due);
      expect(at.enroll().code).toBe(BLOCKED);
      at.leave(at[which]);
      expect(at.enroll().code).toBe(BLOCKED);
      at.tenant.clock.advance(DELAY);
      expect(at.enroll().code).toBeUndefined();
    },
  );

  it('counts from the last change on, and stands as before the first until then', () => {
    const at = grouped();
    at.join(at.outer);
    at.tenant.clock.advance(10 * MINUTE);
    at.leave(at.outer);
    at.join(at.outer);
    at.tenant.clock.advance(5 * MINUTE);
    expect(at.enroll().code).toBeUndefined();
    at.tenant.clock.advance(10 * MINUTE);
    expect(at.enroll().code).toBe(BLOCKED);
  });

  it('gets policies as a member at once', () => {
    const at = grouped();
    at.join(at.outer);
    expect(verifyTenant(at.tenant, { user: PRIYA }).verdict).toBe('fail');
    const snapshot = at.tenant.snapshot();
    // What is held is held after a snapshot, too.
    const again = stage(snapshot);
    expect(again.enroll().code).toBeUndefined();
    again.tenant.clock.advance(DELAY);
    expect(again.enroll().code).toBe(BLOCKED);
  });
});

describe('a restriction that is assigned', () => {
  it('holds after the time that the page gives, and not before', () => {
    const { tenant, blocking, assign, enroll } = stage();
    assign(blocking(), ALL_USERS);
    const due = tenant.clock.now + DELAY;
    expect(enroll().code).toBeUndefined();
    tenant.clock.advanceTo(due - 5 * MINUTE);
    expect(enroll().code).toBeUndefined();
    tenant.clock.advanceTo(due);
    expect(enroll().code).toBe(BLOCKED);
  });

  it('is told of where it does not hold yet', () => {
    const { tenant, blocking, assign, enroll, onDevice } = stage();
    const id = blocking();
    assign(id, ALL_USERS);
    const from = toIso(tenant.clock.now + DELAY);
    const early = enroll();
    expect(early.told).toContainEqual(
      `“No iPhones” takes the place of “All users and all devices” at ${from}: changed assignments of restrictions take about 15 minutes`,
    );
    expect(onDevice(early.id, id)).toEqual({
      state: 'pending',
      why: `enrollments go by its assignments from ${from} on`,
    });
    tenant.clock.advance(DELAY);
    expect(onDevice(early.id, id)).toMatchObject({ state: 'chosen' });
    expect(enroll().told.join()).not.toContain('takes the place');
  });

  it('counts for verify at once, which says from when it holds for devices', () => {
    const { tenant, blocking, assign } = stage();
    assign(blocking(), ALL_USERS);
    const from = toIso(tenant.clock.now + DELAY);
    const found = () => {
      const { findings, assumptions } = verifyTenant(tenant);
      return [findings.some(({ rule }) => rule === 'enrollment-platform-blocked'), assumptions.join()];
    };
    expect(found()).toEqual([true, expect.stringContaining(`hold from ${from} on`)]);
    tenant.clock.advance(DELAY);
    expect(found()).toEqual([true, expect.not.stringContaining('hold from')]);
  });

  it('goes the same way when it is a limit', () => {
    const { tenant, limit, assign, enroll } = stage();
    assign(limit(1), ALL_USERS);
    expect([enroll().code, enroll().code]).toEqual([undefined, undefined]);
    tenant.clock.advance(DELAY);
    expect(enroll().code).toBe('DeviceCapReached');
  });
});

describe('a restriction that is assigned no more', () => {
  it('holds until then, and the refusal says so', () => {
    const { tenant, blocking, assign, enroll, onDevice } = stage();
    const id = blocking();
    assign(id, ALL_USERS);
    tenant.clock.advance(DELAY);
    assign(id);
    const until = toIso(tenant.clock.now + DELAY);
    const early = enroll();
    expect(early).toMatchObject({ code: BLOCKED, refused: expect.stringContaining(`at ${until}`) });
    expect(onDevice(early.id, id)).toMatchObject({ state: 'leaving', why: expect.stringContaining(until) });
    tenant.clock.advance(DELAY);
    expect(enroll().code).toBeUndefined();
  });

  it('holds as it was at each moment, however often it changed', () => {
    const { tenant, blocking, assign, enroll } = stage();
    const id = blocking();
    const codes: unknown[] = [];
    const start = tenant.clock.now;
    assign(id, ALL_USERS);
    for (let minute = 0; minute <= 30; minute += 5) {
      if (minute === 5) assign(id);
      if (minute === 10) assign(id, ALL_USERS);
      codes.push(enroll().code);
      tenant.clock.advanceTo(start + (minute + 5) * MINUTE);
    }
    const no = undefined;
    expect(codes).toEqual([no, no, no, BLOCKED, no, BLOCKED, BLOCKED]);
  });
});

describe('what holds at once', () => {
  it('is an edit of a restriction that is assigned', () => {
    const { tenant, client, blocking, assign, enroll } = stage();
    const id = blocking(false);
    assign(id, ALL_USERS);
    tenant.clock.advance(DELAY);
    const edit = { '@odata.type': TYPE, platformRestriction: { platformBlocked: true } };
    expect(client.patch(`${CONFIGURATIONS}/${id}`, edit).status).toBe(200);
    expect(enroll().code).toBe(BLOCKED);
  });

  it('is what was seeded', () => {
    const { tenant, enroll } = stage();
    const one = { '@odata.type': TYPE, platformType: 'ios', platformRestriction: { platformBlocked: true } };
    tenant.collection(SET).insert({ ...one, id: 'r', displayName: 'R', priority: 1 }, SERVICES.seed);
    tenant
      .collection(`${SET}/assignments`)
      .insert({ id: 'r_1', $parent: 'r', ...ALL_USERS } as never, SERVICES.seed);
    expect(enroll().code).toBe(BLOCKED);
  });
});

describe('a snapshot', () => {
  it('has what did not hold yet, and when it does', () => {
    const before = stage();
    before.assign(before.blocking(), ALL_USERS);
    before.tenant.clock.advance(5 * MINUTE);
    const snapshot = JSON.parse(JSON.stringify(before.tenant.snapshot()));
    const { tenant, enroll } = stage(snapshot);
    expect(enroll().code).toBeUndefined();
    tenant.clock.advance(DELAY - 5 * MINUTE);
    expect(enroll().code).toBe(BLOCKED);
    tenant.restore(snapshot);
    expect(enroll().code).toBeUndefined();
  });
});
