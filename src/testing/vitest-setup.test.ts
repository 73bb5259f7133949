import { expect, it } from 'vitest';
import { attachmentOf } from '../../server/attach/attachment.ts';
import { launch } from '../../server/index.ts';
import { resolveVariables } from '../cli/environment.ts';
import { type ServedTenant, serveTenant } from './vitest-setup.ts';

it('sets what `tenantless env` prints', async () => {
  const before = { ...process.env };
  const provided: Record<string, ServedTenant> = {};
  const close = await serveTenant({ tenant: 'empty' })({
    provide: (key, value) => {
      provided[key] = value as ServedTenant;
    },
  });
  await using other = await launch({ tenant: 'empty', clockMode: 'manual' });
  const situation = { attachment: attachmentOf(other, other.info), ways: ['env' as const], environment: {} };
  const { url, environment } = provided['tenantless'] as ServedTenant;
  const printed = resolveVariables(situation, { extra: other.authority.file });
  expect(environment).toEqual({ ...printed, TENANTLESS_URL: url, AZURE_AUTHORITY_HOST: url });
  expect(process.env).toMatchObject(environment);
  await close();
  await expect(fetch(`${provided['tenantless']?.httpUrl}/health`)).rejects.toThrow();
  process.env = before;
});
