/**
 * A float in [0, 1) that depends on nothing but its arguments: the same device draws the same at the same step, whoever
 * else draws in between, and there is no stream to keep per device. (murmur3's finalizer over the three words.)
 */
export function noise(seed: number, device: number, salt: number): number {
  let word = Math.imul(seed, 0x9e37_79b1) ^ Math.imul(device, 0x85eb_ca6b) ^ Math.imul(salt + 1, 0xc2b2_ae35);
  for (let round = 0; round < 2; round += 1) {
    word ^= word >>> 16;
    word = Math.imul(word, 0x85eb_ca6b);
    word ^= word >>> 13;
    word = Math.imul(word, 0xc2b2_ae35);
  }
  return ((word ^ (word >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** Salts that no journey step uses: those are `journey * STEPS + step`, from 0. */
const OWN_SALTS = -1_000_000;
/** Letters and digits that Apple's serial numbers use: none that look alike. */
const SERIAL_ALPHABET = 'CDFGHJKLMNPQRTVWXY0123456789';
const SERIAL_LENGTH = 10;

/** A serial number like Apple's random ones: ten characters. */
export function serialNumberOf(seed: number, device: number): string {
  let serial = '';
  for (let i = 0; i < SERIAL_LENGTH; i += 1) {
    serial += SERIAL_ALPHABET[Math.floor(noise(seed, device, OWN_SALTS - i) * SERIAL_ALPHABET.length)];
  }
  return serial;
}
