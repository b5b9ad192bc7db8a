/** No file becomes the monster: 300 lines a file, 60 a function. */
import ts from 'typescript'
import type { Check } from './repository.ts'
import { findInSources, isGenerated, isTest, lineCount, parseSource } from './source.ts'

const fileLines = 300
const functionLines = 60

export const fileSizes: Check = (repository) =>
  repository.files
    .filter((file) => /[.](tsx?|cjs|mjs|js|sql|css)$/.test(file.path) && !isGenerated(file.path))
    .flatMap((file) => {
      const lines = file.text.trimEnd().split('\n').length
      if (lines <= fileLines) return []
      return [{ path: file.path, line: 1, message: `${lines} lines, the limit is ${fileLines}` }]
    })

export const functionSizes: Check = (repository) =>
  findInSources(repository, (node, file) => {
    if (!isFunction(node) || (isTest(file.path) && isChapter(node))) return undefined
    const lines = lineCount(parseSource(file), node)
    if (lines <= functionLines) return undefined
    return `${functionName(node)} has ${lines} lines, the limit is ${functionLines}`
  })

type FunctionNode = ts.FunctionLikeDeclaration & { body: ts.Node }

function isFunction(node: ts.Node): node is FunctionNode {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined
}

/** `describe('…', () => { … })` is a chapter of a test file, not a function. */
function isChapter(node: FunctionNode): boolean {
  const call = node.parent
  return ts.isCallExpression(call) && /^(describe|suite)\b/.test(call.expression.getText())
}

function functionName(node: FunctionNode): string {
  if (node.name !== undefined) return node.name.getText()
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'a function'
}
