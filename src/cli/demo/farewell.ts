import type { Launched } from '../../../server/index.ts';
import { environmentBlock } from '../environment-block.ts';
import { heading, type Style } from './layout.ts';

/** What somebody can do now, with the addresses and the environment to copy. */
export function whereToGoOn(paint: Style, emulator: Launched): string[] {
  const { url, httpUrl, authority, info } = emulator;
  const address = (label: string, text: string) => `  ${label.padEnd(26)}${paint.cyan(text)}`;
  return [
    ...heading(paint, 5, 'Go on from here'),
    '  The tenant keeps running as the morning has left it. Ctrl-C stops it.',
    '',
    address('Microsoft Graph', `${url}/beta`),
    address('… without TLS', `${httpUrl}/beta`),
    address('Sign-in (OpenID Connect)', `${url}/${info.tenantId}/v2.0/.well-known/openid-configuration`),
    '',
    '  Copy this into the shell that your script runs in:',
    '',
    ...environmentBlock(url, authority.file, info).map((line) => `    ${line}`),
    '',
  ];
}
