export { type Palette, renderPretty } from './pretty.ts';
export { printable } from './printable.ts';
export { type Repaired, repairDocuments } from './repair-documents.ts';
export { type EnrollmentVerdict, isFailing, type ReportedFinding, type VerifyReport } from './report.ts';
export { Locator, type SourceDocument, UnreadableInputError } from './source-text.ts';
export { summarize } from './summary.ts';
export { NOT_UNDERSTOOD, SETTING_NOT_ALLOWED, verifyDocuments } from './verify-documents.ts';
export { UnknownUserError, type VerifyTenantOptions, verifyTenant } from './verify-tenant.ts';
