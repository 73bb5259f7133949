import { describe, expect, it } from 'vitest';
import { parseScenarios, runScenario } from '../../scenario/index.ts';
import { htmlReport } from './html.ts';
import { durationWords } from './words.ts';

const MEAN = '</script><img src=x onerror=alert(1)>';

const story = (name: string, user: string, expected: string) => `
name: ${JSON.stringify(name)}
tags: [${JSON.stringify(`tag ${MEAN}`)}]
given:
  tenant: contoso
  policies: [{ use: sso-extension }, { use: compliance }]
  fleets: [{ count: 4 }]
parameters: { shift: early }
devices: { phone: { user: ${user} } }
steps:
  - { device: phone, do: enroll }
  - { device: phone, do: signIn, app: Microsoft Teams }
  - { advance: PT8H }
  - { device: phone, do: checkIn }
then: { devices: { phone: { ${expected} } } }
`;
const results = await Promise.all(
  [
    story('Passes', 'priya.raman@contoso.com', 'enrolled: true'),
    story(`Fails ${MEAN}`, 'priya.raman@contoso.com', `osVersion: ${JSON.stringify(MEAN)}`),
    story('Makes no sense', JSON.stringify(MEAN), 'enrolled: true'),
  ].flatMap((text) => parseScenarios(text, 'stories.yaml').map((loaded) => runScenario(loaded, 7))),
);
const report = { results, milliseconds: 1234, started: Date.UTC(2026, 10, 30), durations: [5, 6, 7] };
const page = await htmlReport(report);
/** The page without style and script, which are ours. */
const markup = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
const items = markup.split('<li class="card ').slice(1);

describe('the page', () => {
  it('tells how it came out, and what went wrong first', () => {
    expect(markup).toContain('<h1>Of 3 scenarios, 1 failed and 1 makes no sense</h1>');
    expect(items.map((item) => /data-status="(\w+)"/.exec(item)?.[1])).toEqual(['failed', 'error', 'passed']);
    expect(items.map((item) => /<details id="s\d+"( open)?/.exec(item)?.[1])).toEqual([
      ' open',
      ' open',
      undefined,
    ]);
  });

  it('has a bar of all scenarios, by how they came out', () => {
    const parts = [...markup.matchAll(/<rect class="(\w+)" x="([\d.]+)" width="([\d.]+)"/g)].map((part) =>
      part.slice(1),
    );
    expect(parts).toEqual([
      ['failed', '0.00', '33.33'],
      ['error', '33.33', '33.33'],
      ['passed', '66.67', '33.33'],
    ]);
  });

  it('is whole: every element that opens closes, in order', () => {
    const alone = new Set(['meta', 'link', 'input', 'path', 'rect']);
    const open: string[] = [];
    for (const [, slash, name = ''] of markup.matchAll(/<(\/?)([a-z]\w*)(?:\s[^>]*)?>/g)) {
      if (alone.has(name)) continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('lets no text become markup', () => {
    expect(markup).not.toContain('<img');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/script/g)).toHaveLength(1);
    expect(markup).toContain('<h3>Fails &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</h3>');
    for (const [, tags = ''] of markup.matchAll(/data-tags="([^"]*)"/g))
      expect(
        JSON.parse(tags.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')),
      ).toEqual([`tag ${MEAN}`]);
  });

  it('loads nothing, and allows nothing to be loaded or run but its own', async () => {
    expect(page).not.toMatch(/\s(?:src|srcset|action|data|poster)\s*=\s*["']|url\(|@import|\bfetch\(/);
    const links = [...page.matchAll(/<link[^>]*href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual(['data:,']);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    for (const kind of ['style', 'script']) {
      const text = new RegExp(`<${kind}>([\\s\\S]*?)</${kind}>`).exec(page)?.[1] ?? '';
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
      expect(policy).toContain(`${kind}-src 'sha256-${Buffer.from(digest).toString('base64')}'`);
    }
    expect(markup).not.toMatch(/\s(?:style|on\w+)="/);
  });

  it('can be read aloud: names for what scrolls, headers for tables, no id twice', () => {
    for (const [region] of markup.matchAll(/<div class="wide"[^>]*>/g))
      expect(region).toMatch(/role="group" aria-label="[^"]+" tabindex="0"/);
    for (const [svg] of markup.matchAll(/<svg[^>]*>/g))
      expect(svg).toMatch(/aria-label="[^"]+"|aria-hidden="true"/);
    for (const [header] of markup.matchAll(/<th[\s>][^>]*/g)) expect(header).toContain('scope=');
    const ids = [...markup.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...markup.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('is there for a run of nothing as well', async () => {
    const empty = await htmlReport({ ...report, results: [], durations: [] });
    expect(empty).toContain('<h1>No scenario was played</h1>');
    expect(empty.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')).not.toMatch(/class="bar"|NaN|>\s*true/);
  });
});

describe('a scenario', () => {
  const [failed = '', senseless = '', passed = ''] = items;

  it('has what was expected, what came, where, and how to see it again', () => {
    expect(failed).toContain('<b>then.devices.phone.osVersion</b> <code>stories.yaml:');
    expect(failed).toMatch(
      /<dt>Expected<\/dt><dd><pre>&quot;&lt;\/script.*<dt>Actual<\/dt><dd><pre>&quot;18/,
    );
    expect(failed).toContain('<code>tenantless run stories.yaml --grep &#39;Fails ');
    expect(senseless).toContain('It cannot be judged');
    expect(passed).not.toContain('What did not come true');
  });

  it('has its steps, its parameters and how its fleets came out', () => {
    expect(passed).toContain('With shift <code>early</code>');
    expect(passed).toMatch(/<td>\+00:00:00<\/td><td>phone: enroll<\/td><td>\d+ min/);
    expect(passed).toMatch(/<td>advance PT8H<\/td><td>8 h<\/td>/);
    expect(passed).toMatch(/<h4>Fleet fleet<\/h4>[\s\S]*<th scope="row">All<\/th><td>4<\/td>/);
  });

  it('has a difference as signs, not by colour alone', async () => {
    const [, , , ...more] = results;
    expect(more).toEqual([]);
    const failure = {
      path: ['golden'],
      expected: 'a',
      actual: 'b',
      message: 'Not that',
      diff: '  x\n- <a>\n+ b',
    };
    const first = results[0] as NonNullable<(typeof results)[0]>;
    const text = await htmlReport({
      ...report,
      results: [{ ...first, status: 'failed', failures: [failure] }],
    });
    expect(text).toContain('<p>Not that</p>');
    expect(text).toContain('<span class="gone">- &lt;a&gt;</span>\n<span class="new">+ b</span>');
  });

  it('draws an arrow for each message, from one lifeline to another, and says the long pause', () => {
    const trace = results[0]?.devices[0]?.trace ?? [];
    const diagram = /<svg role="img"[\s\S]*?<\/svg>/.exec(passed)?.[0] ?? '';
    expect(diagram.match(/<g class=/g)).toHaveLength(trace.length);
    const lanes = [...diagram.matchAll(/class="life" d="M([\d.]+) /g)].map(([, x]) => Number(x));
    const names = [...diagram.matchAll(/<text class="who"[^>]*>([^<]*)/g)].map(([, name]) => name);
    expect(names.slice(0, lanes.length)).toEqual(names.slice(lanes.length));
    const starts = [...diagram.matchAll(/<path d="M([\d.]+) /g)].map(([, x]) => Number(x));
    expect(starts.filter((x) => !lanes.includes(x))).toEqual([]);
    const enrolled = trace.findIndex(({ step }) => step === 'Authenticate');
    expect(starts[enrolled]).toBe(lanes[names.indexOf('Device')]);
    expect(diagram).toMatch(/>\d+ h(?: \d+ min)? later</);
  });

  it('has the same in words, with what the person sees and what Graph shows', () => {
    const trace = results[0]?.devices[0]?.trace ?? [];
    const rows = /<table class="timeline">[\s\S]*?<\/table>/.exec(passed)?.[0].match(/<tr class=/g);
    expect(rows).toHaveLength(trace.length);
    expect(passed).toContain('Sees:');
    expect(passed).toMatch(
      /<b>EvaluateCompliance<\/b>.*Graph:<\/span> managedDevices: complianceState compliant</,
    );
  });

  it('compares the device before and after', () => {
    expect(passed).toMatch(/<tr class="changed"><th scope="row">Enrolled<\/th><td>no<\/td><td>yes</);
    expect(passed).toMatch(/<tr><th scope="row">Jailbroken<\/th><td>no<\/td><td>no<\/td>/);
  });

  it('lists the requests, and leads from findings to their rules', () => {
    expect(passed).toContain(
      '<td class="address">/beta/deviceManagement/deviceConfigurations</td><td>201</td>',
    );
    expect(passed).toContain('<a href="#rule-authenticator-not-assigned">');
    expect(markup).toMatch(/id="rule-authenticator-not-assigned"[\s\S]*<dt>Source<\/dt><dd><a href="https:/);
  });
});

it.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [3_600_000, '1 h'],
  [8 * 3_600_000 + 2 * 60_000 + 5000, '8 h 2 min'],
  [86_400_000 + 5 * 60_000, '1 d'],
])('writes %d ms as %s', (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});
