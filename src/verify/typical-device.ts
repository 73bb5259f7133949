/** What a device is when nobody says: to assignment filters, and where the version of iOS matters. */
export const TYPICAL_DEVICE = {
  deviceName: 'iPhone',
  manufacturer: 'Apple',
  model: 'iPhone 16',
  osVersion: '18.5',
} as const;
