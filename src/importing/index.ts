export { type ImportReport, importDocuments } from './import-documents.ts';
