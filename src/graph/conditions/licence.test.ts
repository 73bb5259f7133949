import { describe, expect, it } from 'vitest';
import { graphClient, smallTenant } from '../../../test/support/graph-client.ts';
import { SERVICES } from '../../tenant/index.ts';

const CONFIGURATIONS = '/v1.0/deviceManagement/deviceConfigurations';

describe('a tenant without Intune', () => {
  it('has none of it, in the words of the service, and has a directory', () => {
    const tenant = smallTenant();
    const { get } = graphClient(tenant);
    expect(get(CONFIGURATIONS).status).toBe(200);
    const skus = tenant.collection('subscribedSkus');
    const [sku] = skus;
    skus.update(
      sku?.id as string,
      {
        servicePlans: [
          { servicePlanId: '882e1d05-acd1-4ccb-8708-6ee03664b117', servicePlanName: 'INTUNE_O365' },
        ],
      },
      SERVICES.seed,
    );
    const { status, body } = get(CONFIGURATIONS);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'BadRequest',
      message: 'Request not applicable to target tenant.',
    });
    expect(get('/v1.0/deviceAppManagement/mobileApps').status).toBe(400);
    expect(get('/v1.0/users').status).toBe(200);
  });

  it('is one whose subscription has been suspended', () => {
    const tenant = smallTenant();
    const skus = tenant.collection('subscribedSkus');
    const [sku] = skus;
    skus.update(sku?.id as string, { capabilityStatus: 'Suspended' }, SERVICES.seed);
    expect(graphClient(tenant).get(CONFIGURATIONS).status).toBe(400);
    skus.update(sku?.id as string, { capabilityStatus: 'Warning' }, SERVICES.seed);
    expect(graphClient(tenant).get(CONFIGURATIONS).status).toBe(200);
  });
});
