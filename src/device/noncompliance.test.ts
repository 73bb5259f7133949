import { describe, expect, it } from 'vitest';
import { COMPLIANCE_POLICY, createStage, PERSON, type Stage } from '../../test/support/devices.ts';
import { DAY, HOUR } from '../clock/index.ts';
import { MAIL_WITHIN, TAKEN_ACTIONS, type TakenAction } from '../intune/compliance/noncompliance-actions.ts';
import { SERVICES } from '../tenant/index.ts';

const RULES = 'deviceManagement/deviceCompliancePolicies/scheduledActionsForRule';
const TEMPLATES = 'deviceManagement/notificationMessageTemplates';
const GROUP = 'c0ffee00-0000-4000-8000-000000000001';

type Action = { actionType: string; gracePeriodHours: number; [property: string]: unknown };

function schedule(stage: Stage, ...actions: Action[]): void {
  const [rule] = stage.tenant.collection(RULES).where('$parent', COMPLIANCE_POLICY);
  stage.update(RULES, rule?.id as string, {
    scheduledActionConfigurations: actions.map((action, index) => ({ id: `action-${index}`, ...action })),
  });
}

/** Two messages, and a group that reads along. */
function writeTemplate({ tenant }: Stage): void {
  const by = SERVICES.seed;
  tenant
    .collection(TEMPLATES)
    .insert({ id: 'template', displayName: 'Reminder', defaultLocale: 'en-US' }, by);
  const messages = tenant.collection(`${TEMPLATES}/localizedNotificationMessages`);
  const message = (locale: string, subject: string) => ({
    id: `template_${locale}`,
    $parent: 'template',
    locale,
    subject,
    messageTemplate: '{{UserName}}: {{DeviceName}}, {{OSAndVersion}}, {{DeviceId}}, {{Other}}',
  });
  messages.insert(message('en-us', 'Please set a passcode'), by);
  messages.insert(message('de-de', 'Bitte Code einrichten'), by);
  tenant.collection('groups').insert({ id: GROUP, displayName: 'Help desk' } as never, by);
  const [helper] = tenant.collection('users').where('userPrincipalName', 'hamish.kerr@contoso.com');
  tenant.links('groups/members').link(GROUP, helper?.id as string, by);
}

const mailAction = (gracePeriodHours: number): Action => ({
  actionType: 'notification',
  gracePeriodHours,
  notificationTemplateId: 'template',
  notificationMessageCCList: [GROUP],
});
const block: Action = { actionType: 'block', gracePeriodHours: 0 };
const taken = ({ tenant }: Stage) => Array.from(tenant.collection(TAKEN_ACTIONS)) as TakenAction[];
const stepsOf = (stage: Stage, id: string) => stage.simulation.trace(id).map(({ step }) => step);

describe('actions for noncompliance', () => {
  it('happen in the order of time, each once', () => {
    const stage = createStage();
    writeTemplate(stage);
    schedule(
      stage,
      { actionType: 'retire', gracePeriodHours: 72 },
      { actionType: 'remoteLock', gracePeriodHours: 48 },
      mailAction(0),
      mailAction(24),
      { actionType: 'block', gracePeriodHours: 12 },
    );
    const id = stage.enrolled({ passcode: false });
    stage.tenant.clock.advance(5 * DAY);
    expect(taken(stage).map(({ action }) => action)).toEqual([
      'notification',
      'notification',
      'remoteLock',
      'retire',
    ]);
    const retire = stage.tenant.collection('deviceManagement/managedDevices').first?.retireAfterDateTime;
    expect(retire).toBe(taken(stage).at(-1)?.takenDateTime);
    const steps = stepsOf(stage, id);
    const inOrder = ['SendEmail', 'SendEmail', 'ScheduleRemoteLock', 'RemoteLock', 'AddToRetireList'];
    expect(steps.filter((step) => inOrder.includes(step))).toEqual(inOrder);
  });

  it('stand in what is told of the device, and why one came to nothing', () => {
    const stage = createStage();
    writeTemplate(stage);
    schedule(stage, { actionType: 'pushNotification', gracePeriodHours: 0 }, mailAction(0), block);
    const fine = stage.enrolled();
    const id = stage.enrolled({ passcode: false });
    stage.tenant.clock.advance(MAIL_WITHIN);
    const { noncomplianceActions } = stage.simulation.get(id);
    expect(noncomplianceActions).toMatchObject([
      { action: 'pushNotification', failure: 'there is no Company Portal app to show it' },
      { action: 'notification', policy: expect.any(String), mail: { subject: 'Please set a passcode' } },
    ]);
    const { compliant, sentences } = stage.simulation.explain(id);
    const [push, mail] = compliant.actions.map(({ sentence }) => sentence);
    expect(push).toMatch(
      /Intune would have had the Company Portal notify the person because .*; but there is no/,
    );
    expect(mail).toMatch(
      /^At 2\d{3}-.* Intune wrote an e-mail to .*@.*, hamish.*, “Please set a passcode”, because/,
    );
    expect(sentences).toContain(`${mail}.`);
    expect(stage.simulation.get(fine)).not.toHaveProperty('noncomplianceActions');
    expect(stage.simulation.explain(fine).compliant.actions).toEqual([]);
  });

  it('write to the address in the profile within six hours, in the language of the person', () => {
    const stage = createStage();
    writeTemplate(stage);
    schedule(stage, block, mailAction(0));
    const [person] = stage.tenant.collection('users').where('userPrincipalName', PERSON);
    stage.update('users', person?.id as string, { mail: 'priya@example.org', preferredLanguage: 'de-DE' });
    const id = stage.enrolled({ passcode: false });
    const found = stage.tenant.clock.now;
    stage.tenant.clock.advance(MAIL_WITHIN);
    const [sent] = taken(stage);
    const { managedDeviceId, name } = stage.simulation.get(id);
    expect(sent?.mail).toEqual({
      from: 'microsoft-noreply@microsoft.com',
      to: 'priya@example.org',
      cc: ['hamish.kerr@contoso.com'],
      subject: 'Bitte Code einrichten',
      body: `Priya Raman: ${name}, iOS 18.5, ${managedDeviceId}, {{Other}}`,
    });
    expect(Date.parse(sent?.takenDateTime as string)).toBeLessThanOrEqual(found + MAIL_WITHIN);
    const told = stage.simulation.trace(id).find(({ step }) => step === 'SendEmail');
    expect(told?.message).toContain('priya@example.org, hamish.kerr@contoso.com');
    expect(told?.user).toContain('Bitte Code einrichten');
  });

  it('write to the members of groups within the groups as well, each once', () => {
    const stage = createStage();
    writeTemplate(stage);
    const by = SERVICES.seed;
    const groups = stage.tenant.collection('groups');
    const members = stage.tenant.links('groups/members');
    const inside = '44444444-0000-4000-8000-000000000044';
    groups.insert({ id: inside, displayName: 'Night shift' } as never, by);
    const [person] = stage.tenant.collection('users').where('userPrincipalName', PERSON);
    const [helper] = stage.tenant.collection('users').where('userPrincipalName', 'hamish.kerr@contoso.com');
    members.link(GROUP, inside, by);
    members.link(inside, person?.id as string, by);
    members.link(inside, helper?.id as string, by);
    // Round in a circle, which nothing forbids.
    members.link(inside, GROUP, by);
    schedule(stage, block, mailAction(0));
    stage.enrolled({ passcode: false });
    stage.tenant.clock.advance(MAIL_WITHIN);
    expect(taken(stage)[0]?.mail?.cc).toEqual(['hamish.kerr@contoso.com', person?.mail]);
  });

  it('take the default message for a language without one', () => {
    const stage = createStage();
    writeTemplate(stage);
    schedule(stage, block, mailAction(0));
    stage.enrolled({ passcode: false });
    stage.tenant.clock.advance(MAIL_WITHIN);
    expect(taken(stage)[0]?.mail?.subject).toBe('Please set a passcode');
  });

  it.each([
    ['has no e-mail address', (stage: Stage, user: string) => stage.update('users', user, { mail: null })],
    [
      'no notification message template',
      (stage: Stage) => stage.tenant.collection(TEMPLATES).remove('template', SERVICES.seed),
    ],
    ['no default message', (stage: Stage) => stage.update(TEMPLATES, 'template', { defaultLocale: null })],
  ])('say why there is no e-mail: %s', (why, spoil) => {
    const stage = createStage();
    writeTemplate(stage);
    schedule(stage, block, mailAction(0));
    const [person] = stage.tenant.collection('users').where('userPrincipalName', PERSON);
    spoil(stage, person?.id as string);
    const id = stage.enrolled({ passcode: false });
    stage.tenant.clock.advance(MAIL_WITHIN);
    expect(taken(stage)[0]?.failure).toContain(why);
    expect(stage.simulation.trace(id).find(({ step }) => step === 'SendEmail')?.outcome).toBe('failed');
  });

  it('notify on the device at the first noncompliant check-in, once, and only with the Company Portal', () => {
    const stage = createStage();
    schedule(
      stage,
      block,
      { actionType: 'pushNotification', gracePeriodHours: 0 },
      { actionType: 'pushNotification', gracePeriodHours: 6 },
      { actionType: 'pushNotification', gracePeriodHours: 72 },
    );
    const withPortal = stage.enrolled({ apps: ['Company Portal'] });
    stage.simulation.act(withPortal, { do: 'removePasscode' });
    expect(stepsOf(stage, withPortal)).not.toContain('PushNotification');
    stage.simulation.act(withPortal, { do: 'checkIn' });
    expect(stepsOf(stage, withPortal)).toContain('PushNotification');
    stage.tenant.clock.advance(2 * DAY);
    // Two on the same day are one.
    expect(taken(stage)).toHaveLength(1);
    stage.tenant.clock.advance(2 * DAY);
    expect(taken(stage).map(({ failure }) => failure)).toEqual([undefined, undefined]);

    const without = stage.enrolled({ passcode: false });
    expect(taken(stage).at(-1)?.failure).toContain('no Company Portal');
    expect(stage.simulation.trace(without).find(({ step }) => step === 'PushNotification')?.outcome).toBe(
      'failed',
    );
  });

  it('are off once the device complies, and begin anew when it fails again', () => {
    const stage = createStage();
    schedule(stage, block, { actionType: 'remoteLock', gracePeriodHours: 24 });
    const id = stage.enrolled({ passcode: false });
    stage.tenant.clock.advance(20 * HOUR);
    stage.simulation.act(id, { do: 'setPasscode' });
    stage.simulation.act(id, { do: 'checkIn' });
    stage.tenant.clock.advance(2 * DAY);
    expect(taken(stage)).toEqual([]);
    stage.simulation.act(id, { do: 'removePasscode' });
    stage.simulation.act(id, { do: 'checkIn' });
    stage.tenant.clock.advance(23 * HOUR);
    expect(taken(stage)).toEqual([]);
    stage.tenant.clock.advance(HOUR);
    expect(taken(stage).map(({ action }) => action)).toEqual(['remoteLock']);
  });
});
