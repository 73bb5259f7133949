// Certificates that Entra ID would sign a service principal's SAML tokens with.
import type { Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { actorOf, now } from '../../request/call.ts';
import { laterBy } from './credentials.ts';
import { credentialEndInvalid } from './errors.ts';

/** [documented] how long one is good, at the most and unless the caller says otherwise. */
const YEARS = 3;

const HEX = '0123456789ABCDEF';
/** A SHA-1 thumbprint. */
const THUMBPRINT_LENGTH = 40;

export const addTokenSigningCertificate: Operation = {
  on: 'servicePrincipal',
  name: 'addTokenSigningCertificate',
  run(call, principal, { displayName, endDateTime: wanted }) {
    if (!principal) return undefined;
    const { random } = call.tenant;
    if (typeof displayName !== 'string' || !displayName.startsWith('CN='))
      throw errors.invalidPropertyValue('displayName', 'SelfSignedCertificate');
    const startDateTime = now(call);
    const latest = laterBy(YEARS, startDateTime);
    const endDateTime = String(wanted ?? latest);
    const end = Date.parse(endDateTime);
    if (end > Date.parse(latest) || end <= Date.parse(startDateTime)) throw credentialEndInvalid();
    call.note('the certificate has a thumbprint and no key: nothing here signs SAML tokens');
    const thumbprint = random.text(THUMBPRINT_LENGTH, HEX);
    const pairs = thumbprint.match(/../g) ?? [];
    const customKeyIdentifier = btoa(String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16))));
    const common = { customKeyIdentifier, displayName, startDateTime, endDateTime };
    // [documented] a private key and the password that opens it have one id, the public key has another.
    const [secretId, publicId] = [random.guid(), random.guid()];
    const verify = { ...common, keyId: publicId, type: 'AsymmetricX509Cert', usage: 'Verify' };
    const sign = { ...common, keyId: secretId, type: 'X509CertAndPassword', usage: 'Sign' };
    const { passwordCredentials = [], keyCredentials = [] } = principal as {
      passwordCredentials?: readonly object[];
      keyCredentials?: readonly object[];
    };
    call.tenant.collection('servicePrincipals').update(
      principal.id,
      {
        keyCredentials: [...keyCredentials, sign, verify],
        passwordCredentials: [...passwordCredentials, { ...common, keyId: secretId }],
      },
      actorOf(call),
    );
    return { ...verify, thumbprint };
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate'],
};
