import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The source of a way in, as a bundler for browsers picks it from the package's `exports`. */
export function browserSource(entry: string): string {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const way = exports[entry.replace(/^tenantless/, '.')];
  const built: string = (way.browser ?? way).default;
  return join(root, built.replace('./dist/', '').replace(/\.js$/, '.ts'));
}

interface Bundle {
  /** What to serve, by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The paths of what is loaded before the program begins. */
  readonly initial: readonly string[];
}

/** Bundles a program as a bundler for browsers does: whatever needs Node is an error that says where it is imported. */
export async function bundle(code: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, loader: 'ts', resolveDir: join(root, 'test'), sourcefile: 'page.ts' },
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: '/',
    entryNames: 'page',
    logLevel: 'silent',
    plugins: [
      {
        name: 'tenantless from source',
        setup({ onResolve }) {
          onResolve({ filter: /^tenantless(\/|$)/ }, ({ path }) => ({ path: browserSource(path) }));
        },
      },
    ],
  });
  const nameOf = (path: string) => path.replaceAll('\\', '/').replace(/^.*\//, '/');
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [nameOf(path), output]));
  const initial = new Set(['/page.js']);
  for (const path of initial)
    for (const { kind, path: imported } of outputs.get(path)?.imports ?? [])
      if (kind === 'import-statement') initial.add(nameOf(imported));
  return {
    files: new Map(outputFiles.map(({ path, contents }) => [nameOf(path), contents])),
    initial: [...initial],
  };
}

/** Serves a page with that program, and beside it msw's service worker as `npx msw init` puts it there. */
export async function servePage(code: string): Promise<AsyncDisposable & { readonly url: string }> {
  const { files } = await bundle(code);
  const worker = readFileSync(join(root, 'node_modules/msw/lib/mockServiceWorker.js'));
  const page = '<!doctype html><title>A page</title><script type="module" src="/page.js"></script>';
  const server = createServer(({ url = '/' }, response) => {
    const script = url === '/mockServiceWorker.js' ? worker : files.get(url);
    if (url === '/') response.setHeader('content-type', 'text/html').end(page);
    else if (script) response.setHeader('content-type', 'text/javascript').end(script);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
