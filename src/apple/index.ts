export * from './app-catalogue.ts';
export * from './associated-domains.ts';
export * from './automated-enrollment.ts';
export * from './push-certificate.ts';
