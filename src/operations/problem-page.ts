/** Where a code is explained: SKU_UNMAPPED stands in docs/operating/problems/ as sku-unmapped.md. */
export function problemPage(code: string): string {
  const name = code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return `docs/operating/problems/${name}.md`
}
