/** No test is switched off in silence: never `.only`; `.skip` and `.todo` only with a reason. */
import ts from 'typescript'
import type { Check } from './repository.ts'
import { findInSources, isTest, lineOf, parseSource } from './source.ts'

const testFunctions = /^(it|test|describe|suite|bench)\b/

/** A reason: the text of `context.skip('why')`, or a comment `// skipped: why` just above. */
export const disabledTests: Check = (repository) =>
  findInSources(repository, (node, file) => {
    if (!isTest(file.path) || !ts.isPropertyAccessExpression(node)) return undefined
    const method = node.name.text
    const isTestFunction = testFunctions.test(node.expression.getText())
    if (method === 'only') return isTestFunction ? '.only switches all other tests off' : undefined
    if ((method !== 'skip' && method !== 'todo') || !ts.isCallExpression(node.parent))
      return undefined
    const tree = parseSource(file)
    const lines = file.text.split('\n')
    const near = lines.slice(Math.max(0, lineOf(tree, node) - 2), lineOf(tree, node)).join('\n')
    if (/\/\/ skipped: \S/.test(near)) return undefined
    const hasReason = !isTestFunction && node.parent.arguments.some(ts.isStringLiteralLike)
    return hasReason ? undefined : `.${method} without a reason: // skipped: why`
  })
