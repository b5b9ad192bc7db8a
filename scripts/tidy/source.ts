/** TypeScript files as syntax trees, parsed once each, for the checks that look at code. */
import ts from 'typescript'
import type { Finding, Repository, RepositoryFile } from './repository.ts'

const parsed = new WeakMap<RepositoryFile, ts.SourceFile>()

/** True for TypeScript that people write: no declaration files, nothing generated. */
export function isSource(file: RepositoryFile): boolean {
  return /[.]tsx?$/.test(file.path) && !file.path.endsWith('.d.ts') && !isGenerated(file.path)
}

export function isGenerated(path: string): boolean {
  return /(^|\/)generated\/|[.-]generated[.]/.test(path)
}

export function isTest(path: string): boolean {
  return /[.]test[.]tsx?$/.test(path)
}

export function parseSource(file: RepositoryFile): ts.SourceFile {
  const known = parsed.get(file)
  if (known !== undefined) return known
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
  parsed.set(file, tree)
  return tree
}

/** Looks at every node of every source file; a returned message becomes a finding at that node. */
export function findInSources(
  repository: Repository,
  judge: (node: ts.Node, file: RepositoryFile) => string | undefined,
): Finding[] {
  return repository.files.filter(isSource).flatMap((file) => {
    const tree = parseSource(file)
    const findings: Finding[] = []
    const visit = (node: ts.Node): void => {
      const message = judge(node, file)
      if (message !== undefined)
        findings.push({ path: file.path, line: lineOf(tree, node), message })
      ts.forEachChild(node, visit)
    }
    visit(tree)
    return findings
  })
}

/** The line on which a node begins, from 1. */
export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

export function lineCount(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(tree, node)
}
