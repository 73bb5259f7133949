/** Where a rule's page of documentation lies, from the root of the package. `npm run docs` writes it from the catalogue. */
export function rulePage(id: string): string {
  return `docs/rules/${id}.md`;
}
