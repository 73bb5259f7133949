import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import { COMPLIANCE } from '../fixtures/policies/index.ts';
import { type Launched, launch } from '../server/index.ts';
import { COMPLIANCE_SETTINGS } from '../src/intune/compliance/settings.ts';
import { Tenant } from '../src/tenant/index.ts';

const documentation = (name: string) => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');

const root = fileURLToPath(new URL('..', import.meta.url));

/** What stands in the fences of a language. */
function fencesOf(page: string, wanted: string): string[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, language]) => language === wanted)
    .map(([, , text]) => text ?? '');
}

interface Example {
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
  /** What the answer contains, if the page says so. */
  readonly answer: object | undefined;
}

/** The requests of a page (fences marked `http`), each with the answer (`json`) that follows it. */
function examplesOf(page: string): Example[] {
  const fences = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language,
    text: text ?? '',
  }));
  return fences.flatMap(({ language, text }, index) => {
    if (language !== 'http') return [];
    const [request = '', ...rest] = text.split('\n\n');
    const [method = '', path = ''] = request.trim().split(' ');
    const next = fences[index + 1];
    return {
      method,
      path,
      body: rest.length > 0 ? rest.join('\n\n') : undefined,
      answer: next?.language === 'json' ? JSON.parse(next.text) : undefined,
    };
  });
}

describe.each(['control-api.md', 'service-conditions.md'])('docs/%s', (name) => {
  let cache: string;
  let emulator: Launched;

  beforeAll(async () => {
    cache = mkdtempSync(join(tmpdir(), 'tenantless-documentation-'));
    emulator = await launch({ tenant: 'contoso-jit', clockMode: 'manual', cache });
  });

  afterAll(async () => {
    await emulator?.close();
    rmSync(cache, { recursive: true, force: true });
  });

  it('shows requests that work, and answers that come', async () => {
    const examples = examplesOf(documentation(name));
    expect(examples.length).toBeGreaterThan(0);
    for (const { method, path, body, answer } of examples) {
      const response = await fetch(`${emulator.httpUrl}${path}`, {
        method,
        ...(body !== undefined && { body, headers: { 'Content-Type': 'application/json' } }),
      });
      const content = await response.text();
      expect(response.ok, `${method} ${path} answered ${response.status}: ${content.slice(0, 500)}`).toBe(
        true,
      );
      if (answer !== undefined) expect(JSON.parse(content), `${method} ${path}`).toMatchObject(answer);
    }
  });
});

describe('docs/sign-in.md', () => {
  it('shows commands that work', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'tenantless-sign-in-page-'));
    try {
      await using emulator = await launch({ tenant: 'contoso', clockMode: 'manual', cache });
      const { tenantId, clientId, clientSecret } = emulator.info;
      const commands = fencesOf(documentation('sign-in.md'), 'sh').filter((text) =>
        text.startsWith('curl -s'),
      );
      expect(commands).toHaveLength(5);
      for (const command of commands) {
        const words = command
          .replaceAll('$AZURE_TENANT_ID', tenantId)
          .replaceAll('$AZURE_CLIENT_ID', clientId)
          .replaceAll('$AZURE_CLIENT_SECRET', clientSecret)
          .replaceAll('http://localhost:8080', emulator.httpUrl ?? '')
          .split(/[\s"\\]+/);
        const fields = words.flatMap((word, index) => (words[index - 1] === '-d' ? [word.split('=')] : []));
        const url = words.find((word) => word.startsWith('http')) ?? '';
        const response = await fetch(url, {
          redirect: 'manual',
          ...(fields.length > 0 && {
            method: 'POST',
            body: new URLSearchParams(fields as [string, string][]),
          }),
        });
        const redirected = response.headers.get('location');
        expect(redirected === null ? response.status : redirected, command).toEqual(
          command.includes('redirect_url') ? expect.stringContaining('code=') : 200,
        );
      }
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  });
});

describe('docs/reports.md', () => {
  it('shows an export that is taken', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'tenantless-reports-page-'));
    try {
      await using emulator = await launch({ tenant: 'contoso-jit', clockMode: 'manual', cache });
      const { tenantId, clientId, clientSecret } = emulator.info;
      const signedIn = await fetch(`${emulator.httpUrl}/${tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
          scope: 'https://graph.microsoft.com/.default',
        }),
      });
      const { access_token: token } = (await signedIn.json()) as { access_token: string };
      const [command = ''] = fencesOf(documentation('reports.md'), 'sh');
      const [, path = ''] = /http:\/\/localhost:8080(\S+)/.exec(command) ?? [];
      const [, body = ''] = /-d '(.*)'$/m.exec(command.trim()) ?? [];
      const answer = await fetch(`${emulator.httpUrl}${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: body.replaceAll(`'"'`, "'"),
      });
      expect(answer.status).toBe(201);
      expect(await answer.json()).toMatchObject({ status: 'notStarted', filter: "(OwnerType eq '1')" });
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  });
});

describe('docs/contoso.md', () => {
  it('names everybody and everything with their ids', () => {
    const tenant = new Tenant();
    loadFixture(tenant, 'contoso');
    const page = documentation('contoso.md');
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    for (const user of tenant.collection('users')) {
      const row = rows.find((line) => line.includes(user.userPrincipalName));
      for (const fact of [user.displayName, user.id.slice(-2), user['jobTitle'], user['officeLocation']]) {
        expect(row).toContain(fact);
      }
    }
    for (const set of ['groups', 'deviceAppManagement/mobileApps'] as const) {
      for (const { id, displayName } of tenant.collection(set)) {
        expect(page).toContain(`| ${id.slice(-2)} | ${displayName} |`);
      }
    }
  });
});

describe('scenarios in the documentation', () => {
  it.each([
    ['scenarios.md', 6],
    ['enrollment.md', 1],
  ])('come true: %s', async (name, passed) => {
    const folder = mkdtempSync(join(tmpdir(), 'tenantless-scenario-'));
    try {
      const page = documentation(name);
      for (const [index, text] of fencesOf(page, 'yaml').entries())
        writeFileSync(join(folder, `${index}.yaml`), text);
      const library = JSON.stringify(new URL('../src/scenario/index.ts', import.meta.url).href);
      for (const [index, text] of fencesOf(page, 'ts').entries())
        writeFileSync(join(folder, `${index}.ts`), text.replace("'tenantless'", library));
      const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
      const main = join(root, 'src', 'cli', 'main.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [tsx, main, 'run', folder]);
      expect(stdout).toContain(` ${passed} passed`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the documentation', () => {
  const pages = [
    '../README.md',
    '../CONTRIBUTING.md',
    '../src/graph/README.md',
    '../src/odata/README.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .sort(),
    'rules/README.md',
  ];

  const sources = ['src', 'server', 'scripts', 'fixtures', 'test/support'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true }).map(
      (path) => `/${part}/${String(path).replaceAll('\\', '/')}`,
    ),
  );

  it.each(pages)('refers to files that exist: %s', (page) => {
    const text = documentation(page);
    const folder = new URL(`../docs/${page}`, import.meta.url);
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
      ([, target]) => new URL(target ?? '', folder),
    );
    const paths = [...text.matchAll(/(?:run|show|verify) ((?:scenarios|fixtures)[\w./-]*)/g)].map(
      ([, path]) => new URL(`../${path}`, import.meta.url),
    );
    const lost = [...text.matchAll(/`([\w-]+(?:\/[\w-]+)*(?:\.test)?\.ts)`/g)]
      .map(([, path]) => path ?? '')
      .filter((path) => !sources.some((source) => source.endsWith(`/${path}`)));
    expect(lost).toEqual([]);
    expect([...links, ...paths].filter((url) => !existsSync(url)).map(String)).toEqual([]);
  });
});

describe('CONTRIBUTING.md', () => {
  // Space and commas at the end are a matter of the lines' length.
  const bare = (text: string) => text.replaceAll(/\s+/g, '').replaceAll(/,(?=[}\])])|,$/g, '');
  const typed = bare(readFileSync(join(root, 'test/types/contributing.ts'), 'utf8'));
  const examples = fencesOf(documentation('../CONTRIBUTING.md'), 'ts');

  it.each(examples.map((example, index) => [index + 1, example] as const))(
    'shows code that tsc accepts: example %s',
    (_, example) => {
      expect(typed, 'test/types/contributing.ts says what CONTRIBUTING.md shows').toContain(bare(example));
    },
  );

  it('shows a compliance setting, an app and a journey', () => expect(examples).toHaveLength(3));
});

describe('what is told of compliance settings', () => {
  const folder = join(root, 'scenarios/compliance');
  const scenarios = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

  it.each(COMPLIANCE_SETTINGS.map(({ property }) => property))('%s has a row and a scenario', (property) => {
    expect(documentation('compliance.md'), 'the table of docs/compliance.md').toContain(`\`${property}\``);
    const played = property in COMPLIANCE || scenarios.some((text) => text.includes(`/${property}:`));
    expect(played, `a scenario in scenarios/compliance that sets /${property}`).toBe(true);
  });
});
