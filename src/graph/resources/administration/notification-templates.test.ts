import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const TEMPLATES = '/v1.0/deviceManagement/notificationMessageTemplates';
const message = (locale: string, isDefault: boolean) => ({
  locale,
  subject: 'Your device',
  messageTemplate: 'It is not compliant.',
  isDefault,
});

function world() {
  const client = graphClient();
  const created = client.post(TEMPLATES, {
    displayName: 'Not compliant',
    brandingOptions: 'includeCompanyLogo',
  });
  expect(created.status).toBe(201);
  const template = `${TEMPLATES}/${created.body.id}`;
  const messages = `${template}/localizedNotificationMessages`;
  const defaults = () =>
    client
      .get(messages)
      .body.value.filter(({ isDefault }: { isDefault: boolean }) => isDefault)
      .map(({ locale }: { locale: string }) => locale);
  return { client, id: created.body.id, template, messages, defaults };
}

describe('a notification template', () => {
  it('has one message for a language, whose id says so', () => {
    const { client, id, messages } = world();
    expect(client.post(messages, message('en-US', true)).body).toMatchObject({
      id: `${id}_en-us`,
      locale: 'en-US',
      isDefault: true,
    });
    expect(client.post(messages, message('en-us', false)).status).toBe(409);
    expect(client.get(messages).body.value).toHaveLength(1);
  });

  it('has one default message, which its default language names', () => {
    const { client, template, messages, defaults } = world();
    const english = client.post(messages, message('en-us', true)).body.id;
    const german = client.post(messages, message('de-de', false)).body.id;
    expect(client.get(template).body.defaultLocale).toBe('en-us');
    expect(client.patch(`${messages}/${german}`, { isDefault: true }).body.isDefault).toBe(true);
    expect(defaults()).toEqual(['de-de']);
    expect(client.get(template).body.defaultLocale).toBe('de-de');
    // The flag can only be set.
    expect(client.patch(`${messages}/${german}`, { isDefault: false }).body.isDefault).toBe(true);
    client.patch(template, { defaultLocale: 'en-US' });
    expect(defaults()).toEqual(['en-us']);
    client.patch(`${messages}/${english}`, { subject: 'Yours' });
    expect(defaults()).toEqual(['en-us']);
    expect(client.delete(`${messages}/${english}`).status).toBe(204);
    expect(client.get(template).body.defaultLocale).toBeNull();
    expect(client.post(`${template}/sendTestMessage`).status).toBe(204);
  });
});
