// Enrollment notifications: a configuration that has a template of its own for each way to tell people.
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';

/** [recorded] what the service calls the templates that it makes for itself. */
const INTERNAL_TEMPLATE = 'EnrollmentNotificationInternalMEO';

/**
 * Makes the templates that a new notification configuration asks for as `email_<zeros>` and `push_<zeros>`, and says which
 * they are. Branding and locale belong to the templates; the configuration keeps neither. [recorded]
 */
export function createNotificationTemplates(call: Call, draft: JsonObject): JsonObject {
  const wanted = (draft['notificationTemplates'] as string[] | undefined) ?? [];
  const templates = call.tenant.collection('deviceManagement/notificationMessageTemplates');
  const notificationTemplates = wanted.map((each) => {
    const id = call.tenant.random.guid();
    templates.insert(
      {
        id,
        displayName: INTERNAL_TEMPLATE,
        lastModifiedDateTime: now(call),
        roleScopeTagIds: draft['roleScopeTagIds'] ?? ['0'],
      },
      actorOf(call),
    );
    const kind = each.split('_')[0]?.toLowerCase() ?? '';
    return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}_${id}`;
  });
  return {
    notificationTemplates,
    notificationMessageTemplateId: '00000000-0000-0000-0000-000000000000',
    // [recorded] the enumeration has no member of that number.
    templateType: '0',
    brandingOptions: 'none',
    defaultLocale: null,
  };
}
