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
