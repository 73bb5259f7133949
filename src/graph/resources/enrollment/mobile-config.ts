import type { Entity } from '../../../tenant/index.ts';
import { intuneAccountId } from '../../../tenant/index.ts';
import type { Call } from '../../request/call.ts';

/** What a device says of itself to the service that enrolls it. [documented] Apple, Over-the-Air Profile Delivery */
const ATTRIBUTES = ['UDID', 'IMEI', 'MEID', 'VERSION', 'PRODUCT', 'SERIAL'];

/**
 * The profile that Apple Configurator puts on a device, so that it enrolls at the first start: an Apple `Profile Service`
 * payload. That Intune's is of this kind, and what it says in it, is inferred.
 */
export function mobileConfig(call: Call, profile: Entity): string {
  const uuid = profile.id.slice(profile.id.lastIndexOf('_') + 1).toUpperCase();
  const organization = call.tenant.collection('organization').first?.displayName ?? '';
  const url = `https://appleconfigurator2.manage.microsoft.com/EnrollmentServer/Enroll?id=${intuneAccountId(call.tenant)}&profile=${uuid}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <dict>
    <key>URL</key>
    <string>${escaped(url)}</string>
    <key>DeviceAttributes</key>
    <array>
${ATTRIBUTES.map((name) => `      <string>${name}</string>`).join('\n')}
    </array>
  </dict>
  <key>PayloadDisplayName</key>
  <string>${escaped(String(profile['displayName'] ?? ''))}</string>
  <key>PayloadIdentifier</key>
  <string>com.microsoft.intune.enrollment.${uuid.toLowerCase()}</string>
  <key>PayloadOrganization</key>
  <string>${escaped(organization)}</string>
  <key>PayloadType</key>
  <string>Profile Service</string>
  <key>PayloadUUID</key>
  <string>${uuid}</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
</dict>
</plist>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}
