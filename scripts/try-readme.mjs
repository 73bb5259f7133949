// Follows README.md's five minutes as somebody does who has the package and an empty folder: each command word for word, until the
// verdict, within a minute. Needs the registry.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Until the verdict, in seconds. */
const PATIENCE = 60;
/** Whom the page names, and the last thing that each of them is told. */
const VERDICTS = {
  developer: 'a device registers and is remediated',
  pipeline: 'mended 1 finding',
  trainer: 'expectations hold',
};

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'tenantless-readme-'));
const { FORCE_COLOR: _, ...inherited } = process.env;
const env = { ...inherited, NO_COLOR: '1', TENANTLESS_CACHE: join(folder, 'cache') };

let failed = false;
function tell(good, text, detail = '') {
  console.log(`${good ? '✓' : '✗'} ${text}`);
  if (good) return;
  failed = true;
  console.log(detail.trim().replace(/^/gm, '    '));
}

function run(command, cwd) {
  const { status, stdout, stderr, error } = spawnSync('bash', ['-c', command], {
    cwd,
    encoding: 'utf8',
    env,
  });
  return { status, said: error?.message ?? `${stdout}${stderr}` };
}

const packed = run(`npm pack --pack-destination '${folder}' --loglevel=error`, root);
const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
tell(packed.status === 0 && tarball !== undefined, 'npm pack', packed.said);

const page = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = page.matchAll(/<!-- tried by scripts\/try-readme\.mjs: (\w+) -->\n```sh\n([\s\S]*?)```/g);
const paths = new Map(Array.from(blocks, ([, who, commands]) => [who, commands.trim().split('\n')]));

for (const [who, verdict] of Object.entries(tarball ? VERDICTS : {})) {
  const cwd = join(folder, who);
  mkdirSync(cwd);
  copyFileSync(join(folder, tarball), join(cwd, tarball));
  const begun = performance.now();
  let last = '';
  for (const command of paths.get(who) ?? []) {
    const started = performance.now();
    const { status, said } = run(command, cwd);
    const expected = Number(/# exit code (\d)/.exec(command)?.[1] ?? 0);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    tell(status === expected, `${who}: ${command} (${seconds} s)`, `ended with ${status}\n${said}`);
    last = said;
  }
  tell(last.includes(verdict), `${who}: is told '${verdict}'`, last);
  const seconds = (performance.now() - begun) / 1000;
  tell(seconds < PATIENCE, `${who}: within ${PATIENCE} s (${seconds.toFixed(1)} s)`);
}

rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
