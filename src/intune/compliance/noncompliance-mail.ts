import type { Entity, ManagedDevice, Tenant, User } from '../../tenant/index.ts';
import type { ScheduledAction } from './schedule.ts';

/** An e-mail about a noncompliant device. Nobody has a mailbox here: it is kept for reading. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  /** Addresses of the members of the groups that the action names, and of the groups in these. */
  readonly cc: readonly string[];
  readonly subject: string;
  readonly body: string;
}

/** [documented] Configure actions for noncompliance: whom the messages come from. */
const SENDER = 'microsoft-noreply@microsoft.com';
const TEMPLATES = 'deviceManagement/notificationMessageTemplates';

type Composed = { readonly mail: Mail } | { readonly failure: string };

/** The e-mail of a `notification`, in the language of the device's user, or why there is none. */
export function composeMail(tenant: Tenant, device: ManagedDevice, action: ScheduledAction): Composed {
  const user = device.userId === undefined ? undefined : tenant.collection('users').get(device.userId);
  if (!user) return { failure: 'the device has no user to write to' };
  // [documented] "Intune uses the email address defined in the end user's profile and not their user principal name"
  if (!user.mail) return { failure: `${user.userPrincipalName} has no e-mail address` };
  const template = tenant.collection(TEMPLATES).get(action.template);
  if (!template) return { failure: `there is no notification message template '${action.template}'` };
  const message = messageFor(tenant, template, user);
  if (!message) return { failure: `the template "${template['displayName']}" has no default message` };
  const fill = (text: unknown) => fillIn(String(text ?? ''), device, user);
  const mail = {
    from: SENDER,
    to: user.mail,
    cc: membersOf(tenant, action.copies),
    subject: fill(message['subject']),
    body: fill(message['messageTemplate']),
  };
  return { mail };
}

/** [documented] by the preferred language; the default message when there is none in it. */
function messageFor(tenant: Tenant, template: Entity, user: User): Entity | undefined {
  const messages = tenant
    .collection(`${TEMPLATES}/localizedNotificationMessages`)
    .where('$parent', template.id);
  const inLanguage = (locale: unknown) =>
    messages.find((message) => fold(message['locale']) === fold(locale) && fold(locale) !== '');
  return inLanguage(user['preferredLanguage']) ?? inLanguage(template['defaultLocale']);
}

const fold = (text: unknown) => String(text ?? '').toLowerCase();

/** [documented] the variables; their spelling is taken as it is written there. */
function fillIn(text: string, device: ManagedDevice, user: User): string {
  const values: Readonly<Record<string, string>> = {
    UserName: user.displayName,
    DeviceName: device.deviceName,
    DeviceId: device.id,
    OSAndVersion: `${device.operatingSystem} ${device.osVersion}`,
  };
  return text.replaceAll(/\{\{(\w+)\}\}/g, (token, name: string) => values[name] ?? token);
}

/** [inferred] with the members of groups within the groups, as assignments have it: the pages say "Microsoft Entra groups". */
function membersOf(tenant: Tenant, named: readonly string[]): readonly string[] {
  const users = tenant.collection('users');
  const groups = tenant.collection('groups');
  const members = tenant.links('groups/members');
  const addresses = new Set<string>();
  // A set goes on to what is added while it is gone through, and has each group once, however they hold each other.
  const reached = new Set(named.map((id) => groups.get(id)?.id ?? id));
  for (const group of reached) {
    for (const id of members.targets(group)) {
      const mail = users.get(id)?.mail;
      if (mail) addresses.add(mail);
      else if (groups.get(id)) reached.add(id);
    }
  }
  return [...addresses];
}
