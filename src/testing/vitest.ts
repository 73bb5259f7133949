// `tenantless/vitest`: import it once in a test, or in a setup file, and the matchers are there.

import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { listResult } from '../report/index.ts';
import { loadScenarios, runScenario } from '../scenario/index.ts';
import { DEFAULT_SEED } from '../tenant/index.ts';
import { type ExpectedRequest, matchers } from './matchers.ts';
import { createTenant, type TestTenant } from './test-tenant.ts';

export type { ServedTenant } from './vitest-setup.ts';

expect.extend(matchers);

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it
  interface Matchers<T = any> {
    /** The device is registered in Entra ID and linked to its managed device. */
    toBeRegistered(): T;
    /** Intune says that the device is compliant. */
    toBeCompliant(): T;
    /** With these policies, or with the tenant as it is, devices would register and be remediated. */
    toVerify(): T;
    /** A request of that kind came to the tenant's Graph. */
    toHaveReceived(request: ExpectedRequest): T;
  }
}

/** vitest's `test` with a tenant for each: `tenantTest('enrolls', ({ tenant }) => …)`. */
export const tenantTest = test.extend<{ tenant: TestTenant }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of fixtures out of it
  tenant: async ({}, use) => {
    await using tenant = await createTenant();
    await use(tenant);
  },
});

/**
 * Makes a test of each scenario in these files and folders, so that vitest's filters, sharding and watch serve them.
 * @example await scenarioTests(['scenarios']);
 */
export async function scenarioTests(
  paths: readonly string[],
  { seed = DEFAULT_SEED, strict = false }: { readonly seed?: number; readonly strict?: boolean } = {},
): Promise<void> {
  const all = await loadScenarios(paths);
  for (const file of new Set(all.map((loaded) => loaded.file))) {
    describe(file, () => {
      for (const loaded of all.filter((each) => each.file === file)) {
        test(loaded.scenario.name, async () => {
          const result = await runScenario(loaded, seed, { conditions: { strict } });
          if (result.status !== 'passed')
            throw new Error(listResult(result, picocolors.createColors(false)).trimEnd());
        });
      }
    });
  }
}
