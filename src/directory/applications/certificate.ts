// What a certificate says of itself: as much of X.509 as a registration shows.

export interface CertificateFacts {
  readonly notBefore: string;
  readonly notAfter: string;
  readonly commonName: string;
}

interface Element {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

const SEQUENCE = 0x30;
const VERSION = 0xa0;
const OBJECT_IDENTIFIER = 0x06;
const GENERALIZED_TIME = 0x18;
/** 2.5.4.3 */
const COMMON_NAME = '85,4,3';

/** Reads a certificate in DER, base64; undefined for what is none. */
export function readCertificate(base64: string): CertificateFacts | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const certificate = inside(elementsOf(bytes)[0]);
    const fields = inside(certificate[0]).filter(({ tag }) => tag !== VERSION);
    // Serial number, algorithm, issuer, validity, subject.
    const [from, until] = inside(fields[3]).map(timeOf);
    if (from === undefined || until === undefined) return undefined;
    return { notBefore: from, notAfter: until, commonName: nameIn(inside(fields[4])) };
  } catch {
    return undefined;
  }
}

function elementsOf(bytes: Uint8Array): Element[] {
  const found: Element[] = [];
  for (let at = 0; at + 1 < bytes.length; ) {
    const tag = bytes[at] as number;
    let length = bytes[at + 1] as number;
    at += 2;
    if (length > 0x80) {
      const size = length - 0x80;
      length = bytes.subarray(at, at + size).reduce((sum, each) => sum * 256 + each, 0);
      at += size;
    }
    if (at + length > bytes.length) throw new RangeError('the certificate ends too early');
    found.push({ tag, bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return found;
}

function inside(element: Element | undefined): Element[] {
  if (element?.tag !== SEQUENCE) throw new TypeError('no sequence');
  return elementsOf(element.bytes);
}

const textOf = ({ bytes }: Element) => new TextDecoder().decode(bytes);

/** `YYMMDDHHMMSSZ`, or with four digits of the year. RFC 5280, 4.1.2.5: two digits mean 1950 to 2049. */
function timeOf(element: Element): string {
  const text = textOf(element);
  const digits =
    element.tag === GENERALIZED_TIME ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`;
  const iso = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  if (Number.isNaN(Date.parse(iso))) throw new TypeError('no time');
  return iso;
}

function nameIn(relativeNames: readonly Element[]): string {
  for (const set of relativeNames) {
    for (const pair of elementsOf(set.bytes)) {
      const [type, value] = inside(pair);
      if (type?.tag === OBJECT_IDENTIFIER && type.bytes.join() === COMMON_NAME && value) return textOf(value);
    }
  }
  return '';
}
