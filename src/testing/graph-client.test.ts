import { expect, it } from 'vitest';
import { createTenant } from './index.ts';

it('brings pictures there and back, byte by byte', async () => {
  await using tenant = await createTenant();
  const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0xff, 0x00, 0x80);
  const photo = tenant.graph.api('/users/aoife.gallagher@contoso.com/photo/$value');
  await photo.header('Content-Type', 'image/png').put(bytes);
  const kept: Blob = await tenant.graph.api('/users/aoife.gallagher@contoso.com/photo/$value').get();
  expect(new Uint8Array(await kept.arrayBuffer())).toEqual(bytes);
});

it('says of a refused request which it was, where it was sent, and what was likely meant', async () => {
  await using tenant = await createTenant();
  const path = '/beta/deviceManagement/deviceConfigurations';
  const error: Error = await tenant.graph.post(path, { displayName: 'JIT' }).then(
    () => expect.fail('it was taken'),
    (refused) => refused,
  );
  expect(error).toMatchObject({ message: 'Cannot create an abstract class.', statusCode: 400 });
  const { message, stack } = error.cause as Error;
  expect(message).toMatch(
    /^POST \/beta\/deviceManagement\/deviceConfigurations was answered with 400\. Say in @odata\.type which/,
  );
  expect(stack).toMatch(/^Refused: POST [\s\S]*graph-client\.test\.ts/);
  // The client's own way is its own.
  await expect(tenant.graph.api('/nothing').get()).rejects.not.toHaveProperty('cause.name');
});
