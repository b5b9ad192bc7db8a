/**
 * The rule pages and the tests know each other: every `**R-AREA-n**` of docs/rules is named by the
 * title of a test, and every rule that a file cites exists.
 */
import ts from 'typescript'
import type { Check, Finding, Repository, RepositoryFile } from './repository.ts'
import { isTest, parseSource } from './source.ts'

const statedRule = /\*\*(R-[A-Z]+(?:-[A-Z]+)*-\d+)\*\*/g
const citedRule = /(?<![\w-])R-[A-Z]+(?:-[A-Z]+)*-\d+(?![\w-])/g
const titled = /^(it|test|describe|suite)\b/

export const rulesWithTests: Check = (repository) => {
  const stated = repository.files.filter(isRulePage).flatMap((file) => matches(file, statedRule))
  const proved = new Set(testTitles(repository).flatMap((title) => title.match(citedRule) ?? []))
  const known = new Set(stated.map((rule) => rule.text))
  return [
    ...stated
      .filter((rule) => !proved.has(rule.text))
      .map((rule) => at(rule, `${rule.text} is proved by no test: no title names it`)),
    ...doubled(stated),
    ...firstInEachFile(cited(repository))
      .filter((rule) => !known.has(rule.text))
      .map((rule) => at(rule, `${rule.text} stands in no page of docs/rules`)),
  ]
}

type Place = { readonly path: string; readonly line: number; readonly text: string }

function isRulePage(file: RepositoryFile): boolean {
  return /^docs\/rules\/[^/]+[.]md$/.test(file.path)
}

/** What code, tests and documents cite; the checks' own tests plant rules that do not exist. */
function cited(repository: Repository): Place[] {
  return repository.files
    .filter((file) => /[.](tsx?|sql|md)$/.test(file.path) && !file.path.startsWith('scripts/tidy/'))
    .flatMap((file) => matches(file, citedRule))
}

function doubled(stated: readonly Place[]): Finding[] {
  return stated
    .filter((rule, index) => stated.findIndex((other) => other.text === rule.text) !== index)
    .map((rule) => at(rule, `${rule.text} is stated twice`))
}

/** One finding is enough to send somebody to a file. */
function firstInEachFile(rules: readonly Place[]): Place[] {
  return [
    ...new Map(rules.toReversed().map((rule) => [`${rule.path} ${rule.text}`, rule])).values(),
  ]
}

function testTitles(repository: Repository): string[] {
  return repository.files
    .filter((file) => isTest(file.path) && !file.path.startsWith('scripts/tidy/'))
    .flatMap((file) => {
      const titles: string[] = []
      const visit = (node: ts.Node): void => {
        const first = ts.isCallExpression(node) ? node.arguments[0] : undefined
        if (first !== undefined && titled.test((node as ts.CallExpression).expression.getText())) {
          titles.push(first.getText())
        }
        ts.forEachChild(node, visit)
      }
      visit(parseSource(file))
      return titles
    })
}

function matches(file: RepositoryFile, pattern: RegExp): Place[] {
  return [...file.text.matchAll(pattern)].map((match) => ({
    path: file.path,
    line: file.text.slice(0, match.index).split('\n').length,
    text: match[1] ?? match[0],
  }))
}

function at(place: Place, message: string): Finding {
  return { path: place.path, line: place.line, message }
}
