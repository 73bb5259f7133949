import { type Case, setPair, testRules } from '../../../test/support/rule-cases.ts';
import { registrationKeyRules } from './registration-key.ts';

const PAIR = '/iosSingleSignOnExtension/configurations';

testRules(registrationKeyRules, [
  ...[
    ' device_registration',
    'device_registration ',
    'device_registration\t',
    'device_registration\u200b',
  ].map(
    (key): Case => ({
      rule: 'device-registration-key-spaces',
      when: JSON.stringify(key),
      break: setPair(0, { key }),
      outcome: 'stuck',
      pointer: `${PAIR}/0/key`,
    }),
  ),
  ...[
    'Device_Registration',
    'deviceregistration',
    'device-registration',
    'device_registraton',
    ' DEVICE_REGISTRATION',
  ].map(
    (key): Case => ({
      rule: 'device-registration-key-misspelt',
      when: JSON.stringify(key),
      break: setPair(0, { key }),
      outcome: 'stuck',
      pointer: `${PAIR}/0/key`,
    }),
  ),
  {
    rule: 'device-registration-missing',
    when: 'only the browser key is there',
    break: (_, sso) => void sso.pairs.shift(),
    outcome: 'stuck',
    pointer: PAIR,
  },
  ...[
    ['keyIntegerValuePair', 1],
    ['keyBooleanValuePair', true],
    ['keyRealValuePair', 1.5],
    [undefined, '{{DEVICEREGISTRATION}}'],
    ['keyTypedValuePair', '{{DEVICEREGISTRATION}}'],
  ].map(
    ([type, value]): Case => ({
      rule: 'device-registration-type',
      when: String(type),
      break: setPair(0, { type: type as string | undefined, value }),
      outcome: 'stuck',
      pointer: `${PAIR}/0/@odata.type`,
    }),
  ),
  {
    rule: 'device-registration-type',
    when: 'a String pair holds a number',
    break: setPair(0, { value: 1 }),
    outcome: 'stuck',
    pointer: `${PAIR}/0/value`,
  },
  ...[
    '{{DEVICEREGISTRATION}} ',
    ' {{DEVICEREGISTRATION}}',
    '{{ DEVICEREGISTRATION }}',
    '{{DEVICEREGISTRATION}}\n',
  ].map(
    (value): Case => ({
      rule: 'device-registration-value-spaces',
      when: JSON.stringify(value),
      break: setPair(0, { value }),
      outcome: 'stuck',
      pointer: `${PAIR}/0/value`,
    }),
  ),
  ...[
    '{DEVICEREGISTRATION}',
    'DEVICEREGISTRATION',
    '{{DeviceRegistration}}',
    '',
    'true',
    '“{{DEVICEREGISTRATION}}”',
  ].map(
    (value): Case => ({
      rule: 'device-registration-value',
      when: JSON.stringify(value),
      break: setPair(0, { value }),
      outcome: 'stuck',
      pointer: `${PAIR}/0/value`,
    }),
  ),
]);
