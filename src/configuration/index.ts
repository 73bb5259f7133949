export { type Configuration, configurationJsonSchema, configurationSchema, defineConfig } from './schema.ts';
