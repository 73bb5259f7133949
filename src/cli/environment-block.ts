import type { FixtureInfo } from '../../fixtures/index.ts';

/** What a shell needs for Azure's and Node's own conventions to lead to the emulator. Names are theirs. */
function environmentOf(
  url: string,
  authorityFile: string,
  info: Pick<FixtureInfo, 'tenantId' | 'clientId' | 'clientSecret'>,
): Record<string, string> {
  return {
    AZURE_TENANT_ID: info.tenantId,
    AZURE_CLIENT_ID: info.clientId,
    AZURE_CLIENT_SECRET: info.clientSecret,
    AZURE_AUTHORITY_HOST: url,
    NODE_EXTRA_CA_CERTS: authorityFile,
    TENANTLESS_URL: url,
  };
}

/** The same as lines to paste: for PowerShell on Windows, for a POSIX shell elsewhere. */
export function environmentBlock(
  url: string,
  authorityFile: string,
  info: Pick<FixtureInfo, 'tenantId' | 'clientId' | 'clientSecret'>,
  platform: NodeJS.Platform = process.platform,
): string[] {
  return Object.entries(environmentOf(url, authorityFile, info)).map(([name, value]) =>
    platform === 'win32'
      ? `$env:${name} = '${value.replaceAll("'", "''")}'`
      : `export ${name}=${/^[\w./:@~-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`}`,
  );
}
