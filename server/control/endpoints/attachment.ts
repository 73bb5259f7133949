import { UnusableTenantError } from '../../../fixtures/describe-tenant.ts';
import type { Attachment } from '../../attach/attachment.ts';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';
import { conflict } from '../errors.ts';
import { attachmentSchema } from '../schemas.ts';

/** @param attachment throws UnusableTenantError when nobody could sign in to the tenant as it is now */
export function attachmentEndpoints(attachment: () => Attachment): Endpoint[] {
  return [
    defineEndpoint({
      method: 'GET',
      path: '/attachment',
      name: 'getAttachment',
      summary: 'What a client needs to attach: addresses, certificate authority, and how to sign in',
      description: '`tenantless env` makes environment variables of it. It holds a client secret in clear.',
      success: {
        status: 200,
        description: 'The addresses and the first registration of the tenant that has a secret',
        content: { 'application/json': attachmentSchema },
      },
      errors: [409],
      handle: () => {
        try {
          return json(attachment());
        } catch (error) {
          if (error instanceof UnusableTenantError) throw conflict(`${error.message}.`);
          throw error;
        }
      },
    }),
  ];
}
