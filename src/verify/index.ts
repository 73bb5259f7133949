export { type Palette, type PrettyOptions, renderPretty } from './pretty.ts';
export type { EnrollmentVerdict, ReportedFinding, VerifyReport } from './report.ts';
export { Locator, type Position, type SourceDocument, UnreadableInputError } from './source-text.ts';
export { type VerifyDocumentsOptions, type VerifyOptions, verifyDocuments } from './verify-documents.ts';
export { MAX_AUDIENCES, UnknownUserError, type VerifyTenantOptions, verifyTenant } from './verify-tenant.ts';
