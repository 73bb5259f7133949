// What people are told when their devices aren't compliant: templates, each with a message in several languages.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { NOTIFICATION_SERVICE, page } from './services.ts';

const TEMPLATES = 'deviceManagement/notificationMessageTemplates';
const MESSAGES = `${TEMPLATES}/localizedNotificationMessages`;

/** What makes part of an id. */
const LOCALE = /^[a-z]{2,3}(?:-[a-z0-9]+)*$/i;

const sameLocale = (one: unknown, other: unknown): boolean =>
  typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase();

const templateOf = (call: Call, message: Entity): Entity | undefined =>
  call.tenant.collection(TEMPLATES).get(String(message['$parent']));

const isDefault = (call: Call, message: Entity): boolean =>
  sameLocale(templateOf(call, message)?.['defaultLocale'], message['locale']);

/** Makes a message the one that people get whose language has none. */
function makeDefault(call: Call, message: Entity): void {
  const template = templateOf(call, message);
  if (!template || isDefault(call, message)) return;
  call.tenant.collection(TEMPLATES).update(template.id, { defaultLocale: message['locale'] }, actorOf(call));
}

export const notificationTemplates: readonly Resource[] = [
  defineResource({
    path: TEMPLATES,
    type: 'notificationMessageTemplate',
    family: 'intune',
    service: NOTIFICATION_SERVICE,
    evidence: 'documented',
    sources: [page('resources/intune-notification-notificationmessagetemplate')],
  }),
  defineResource({
    path: MESSAGES,
    type: 'localizedNotificationMessage',
    family: 'intune',
    service: NOTIFICATION_SERVICE,
    // Which message is the default one, the template says.
    complete: (call, message) => ({ ...message, isDefault: isDefault(call, message) }),
    beforeCreate(call, { isDefault: _, ...draft }) {
      const locale = String(draft['locale']);
      // [recorded] terraform-provider-microsoft365: a template has one message for a language, whose id says so.
      return LOCALE.test(locale) && call.parent
        ? { ...draft, id: `${call.parent.id}_${locale.toLowerCase()}` }
        : draft;
    },
    afterCreate(call, message, body) {
      if (body['isDefault'] === true) makeDefault(call, message);
    },
    beforeUpdate(call, message, { isDefault: wanted, ...patch }: JsonObject) {
      const was = isDefault(call, message);
      if (wanted === false && was) {
        call.note({
          what: 'isDefault: false is ignored: the flag can only be set',
          source: page('resources/intune-notification-localizednotificationmessage'),
          instead: 'Set it on another message.',
        });
      }
      if (wanted === true || was) makeDefault(call, { ...message, ...patch });
      return patch;
    },
    afterDelete(call, message) {
      if (!isDefault(call, message)) return;
      call.tenant
        .collection(TEMPLATES)
        .update(String(message['$parent']), { defaultLocale: null }, actorOf(call));
    },
    evidence: 'documented',
    sources: [
      page('resources/intune-notification-localizednotificationmessage'),
      'https://github.com/deploymenttheory/terraform-provider-microsoft365',
    ],
  }),
];

export const sendTestMessage: Operation = {
  on: 'notificationMessageTemplate',
  name: 'sendTestMessage',
  // [documented] the message in the default language goes to who asks. Nobody has a mailbox here.
  run(call, template) {
    const messages = call.tenant.collection(MESSAGES).where('$parent', template?.id);
    if (!messages.some((message) => isDefault(call, message))) {
      call.note('sendTestMessage: the template has no message in its default language, so nothing is sent');
    } else if (call.caller.userId === undefined) {
      call.note('sendTestMessage: nobody is signed in to whom the message could be sent');
    }
  },
  evidence: 'documented',
  sources: [page('intune-notification-notificationmessagetemplate-sendtestmessage')],
};
