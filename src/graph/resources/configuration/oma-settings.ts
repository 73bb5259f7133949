// The text settings of a custom policy for Windows: encrypted when they are written, readable one by one by who may.
import type { Entity } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';

/** [recorded] what a policy shows instead of a text or XML (IntuneManagement, CIPP-API); that the rest stays readable is inferred. */
const MASKS: Readonly<Record<string, string>> = {
  '#microsoft.graph.omaSettingString': '****',
  '#microsoft.graph.omaSettingStringXml': 'PGEvPg==',
};

/** Hides what is sent in clear text, and keeps what it was before of what is sent as it was read. */
export function encryptOmaSettings(call: Call, draft: JsonObject, before?: Entity): JsonObject {
  const settings = draft['omaSettings'];
  if (!Array.isArray(settings)) return draft;
  const former = (before?.['$omaSecrets'] ?? {}) as Readonly<Record<string, string>>;
  const secrets: Record<string, string> = {};
  const hidden = (settings as JsonObject[]).map((setting) => {
    const mask = MASKS[String(setting['@odata.type'])];
    if (mask === undefined || typeof setting['value'] !== 'string') return setting;
    const kept = former[String(setting['secretReferenceValueId'])];
    const unchanged = setting['value'] === mask && kept !== undefined;
    const id = unchanged ? String(setting['secretReferenceValueId']) : call.tenant.random.guid();
    secrets[id] = unchanged ? kept : setting['value'];
    return { ...setting, value: mask, isEncrypted: true, secretReferenceValueId: id };
  });
  return { ...draft, omaSettings: hidden, $omaSecrets: secrets };
}

export const getOmaSettingPlainTextValue: Operation = {
  on: 'deviceConfiguration',
  name: 'getOmaSettingPlainTextValue',
  run(_call, policy, { secretReferenceValueId: id }) {
    const secrets = (policy?.['$omaSecrets'] ?? {}) as Readonly<Record<string, string>>;
    const value = secrets[String(id)];
    if (value === undefined) throw errors.intuneNotFound();
    return value;
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-deviceconfig-deviceconfiguration-getomasettingplaintextvalue',
  ],
};
