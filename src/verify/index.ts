export { type Palette, renderPretty } from './pretty.ts';
export type { VerifyReport } from './report.ts';
export { type SourceDocument, UnreadableInputError } from './source-text.ts';
export { verifyDocuments } from './verify-documents.ts';
export { UnknownUserError, verifyTenant } from './verify-tenant.ts';
