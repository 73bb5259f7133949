import type { Launched } from '../../../server/index.ts';
import { addressBlock } from '../address-block.ts';
import { heading, type Style } from '../conversation/layout.ts';

/** What somebody can do now, with the addresses and the environment to copy. */
export function whereToGoOn(paint: Style, emulator: Launched): string[] {
  const { url, httpUrl, proxyUrl, simulation } = emulator;
  const address = (label: string, text: string) => `  ${label.padEnd(34)}${paint.cyan(text)}`;
  const [device] = simulation.list().slice(-1);
  const aboutDevice = device
    ? [
        address(`${device.name}, its messages`, `${httpUrl}/_tenantless/devices/${device.id}/trace`),
        address('… where it stands and why', `${httpUrl}/_tenantless/devices/${device.id}/explain`),
      ]
    : [];
  return [
    ...heading(paint, 5, 'Go on from here'),
    '  The tenant keeps running as the morning has left it. Ctrl-C stops it.',
    '',
    address('Microsoft Graph', `${url}/beta`),
    address('… without TLS', `${httpUrl}/beta`),
    address('… through HTTPS_PROXY', `${proxyUrl}`),
    address('All devices', `${httpUrl}/_tenantless/devices`),
    ...aboutDevice,
    address('Time, reset, snapshots', `${httpUrl}/_tenantless/openapi.json`),
    '',
    '  Copy this into the shell that your script runs in:',
    '',
    ...addressBlock(emulator).map((line) => `    ${line}`),
    '',
  ];
}
