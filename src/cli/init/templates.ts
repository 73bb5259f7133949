/** The scenario to start from. */
export const SCENARIO = `# yaml-language-server: $schema=../node_modules/tenantless/dist/scenarios/scenario.schema.json
name: A phone registers at its first sign-in, and gets in
description: Replace what is given by what your tenant has, and say what must come true.
tags: [starter]
given:
  tenant: contoso
  policies:
    - use: sso-extension
    - use: compliance
      set: { /passcodeMinimumLength: 6 }
    - use: authenticator
devices:
  phone:
    user: priya.raman@contoso.com
    enrollmentType: webDeviceEnrollment
    passcode: { length: 6 }
steps:
  - { device: phone, do: enroll }
  - { device: phone, do: signIn, app: Microsoft Teams }
then:
  devices:
    phone: { registered: true, complianceState: compliant, signedIn: [Microsoft Teams] }
`;

/** The configuration to start from. */
export const CONFIG = `# yaml-language-server: $schema=./node_modules/tenantless/dist/src/configuration/config.schema.json
# What holds where neither a flag nor a TENANTLESS_ variable says otherwise; tenantless config shows it.
tenant: contoso
run:
  paths: [scenarios]
`;

/** How a project's dependencies are installed, and its programs run. */
export interface PackageManager {
  /** The file that tells it. */
  readonly lock: string;
  /** What makes it available, if Node alone does not. */
  readonly prepare?: string;
  readonly install: string;
  readonly run: string;
  /** What adds Tenantless to the project. */
  readonly add: string;
  /** What `actions/setup-node` calls it, where it can keep its downloads. */
  readonly cache?: string;
}

export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  {
    lock: 'pnpm-lock.yaml',
    prepare: 'corepack enable',
    install: 'pnpm install --frozen-lockfile',
    run: 'pnpm exec',
    add: 'pnpm add --save-dev tenantless',
  },
  {
    lock: 'yarn.lock',
    prepare: 'corepack enable',
    install: 'yarn install --immutable',
    run: 'yarn run',
    add: 'yarn add --dev tenantless',
  },
  {
    lock: 'package-lock.json',
    install: 'npm ci',
    run: 'npx',
    add: 'npm install --save-dev tenantless',
    cache: 'npm',
  },
];

export const NPM_WITHOUT_LOCK: PackageManager = {
  lock: '',
  install: 'npm install',
  run: 'npx',
  add: 'npm install --save-dev tenantless',
};

/** From the repository's root. */
interface Places {
  /** The project; empty when it is the root. */
  readonly folder: string;
  readonly lock: string;
}

/** A workflow for GitHub that plays the scenarios. */
export function workflow({ prepare, install, run, cache }: PackageManager, { folder, lock }: Places): string {
  const report = folder === '' ? 'tenantless.html' : `${folder}/tenantless.html`;
  const cached = [`          cache: ${cache}`, `          cache-dependency-path: ${quoted(lock)}`];
  return `${[
    'name: Tenantless',
    'on: [push, pull_request]',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  scenarios:',
    '    runs-on: ubuntu-latest',
    ...(folder === '' ? [] : ['    defaults:', '      run:', `        working-directory: ${quoted(folder)}`]),
    '    steps:',
    '      - uses: actions/checkout@v4',
    '      - uses: actions/setup-node@v4',
    '        with:',
    '          node-version: 22',
    ...(cache === undefined ? [] : cached),
    ...(prepare === undefined ? [] : [`      - run: ${prepare}`]),
    `      - run: ${install}`,
    '      - name: Play the scenarios',
    '        run: >-',
    `          ${run} tenantless run scenarios --reporter list --reporter github`,
    '          --reporter markdown="$GITHUB_STEP_SUMMARY" --reporter html=tenantless.html',
    '      - uses: actions/upload-artifact@v4',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
    '        if: ${{ !cancelled() }}',
    '        with:',
    '          name: tenantless',
    `          path: ${quoted(report)}`,
  ].join('\n')}\n`;
}

/** A path as YAML, which takes some characters for its own. */
const quoted = (text: string) => (/^[\w./-]+$/.test(text) ? text : JSON.stringify(text));
