export * from './client-errors.ts';
export * from './entra-error.ts';
export * from './request-errors.ts';
