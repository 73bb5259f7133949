export * from './client-errors.ts';
export * from './entra-error.ts';
export * from './grant-errors.ts';
export * from './person-errors.ts';
export * from './request-errors.ts';
