/** Both languages have the same words, every word that a page asks for exists, and no page has its own. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { holdTexts } from '../../src/core/orders/hold-texts.ts'
import { reasonTexts } from '../../src/core/orders/reason-texts.ts'
import { words as en } from './en/words.ts'
import { families } from './hold-families.ts'
import { words as sv } from './sv/words.ts'

type Tree = { readonly [name: string]: string | Tree }

const folder = path.resolve(import.meta.dirname, '..')

function leaves(tree: Tree, before = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of Object.entries(tree)) {
    const key = before === '' ? name : `${before}.${name}`
    if (typeof value === 'string') found.set(key, value)
    else for (const [inner, text] of leaves(value, key)) found.set(inner, text)
  }
  return found
}

const english = leaves(en)
const swedish = leaves(sv)

/** The server says what happened in English; only another language needs its own sentence. */
const isOnlyTranslated = (key: string) => /^holds[.].*[.]what$/.test(key)

const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /[.]tsx?$/.test(file))
  .filter((file) => !/[.]test[.]|[.]d[.]ts$|^dist|^words\/(en|sv)/.test(file))

const sources = written.map((file) => {
  const text = readFileSync(path.join(folder, file), 'utf8')
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return { file, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind) }
})

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  ts.forEachChild(node, (child) => visit(child, look))
}

/** `t('…')` */
function isAsk(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === 't'
}

function nameOf(name: ts.JsxAttributeName): string {
  return ts.isIdentifier(name) ? name.text : `${name.namespace.text}:${name.name.text}`
}

describe('the words of the console', () => {
  test('B48: Swedish lacks no key of English, and English none of Swedish', () => {
    const keys = (all: ReadonlyMap<string, string>) =>
      [...all.keys()].filter((key) => !isOnlyTranslated(key)).sort()
    expect(keys(swedish)).toEqual(keys(english))
  })

  test('both languages fill in the same values', () => {
    const values = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort()
    const different = [...english].filter(([key, text]) => {
      const other = swedish.get(key)
      return other !== undefined && values(text).join() !== values(other).join()
    })
    expect(different.map(([key]) => key)).toEqual([])
  })

  test('every hold and reason of the product has its words in both languages', () => {
    const holds = Object.keys(holdTexts)
    const reasons = Object.keys(reasonTexts).filter((code) => !holds.includes(code))
    const wanted = [
      ...holds.flatMap((code) => [`holds.${code}.title`, `holds.${code}.fix`]),
      ...reasons.map((code) => `reasons.${code}`),
    ]
    expect(wanted.filter((key) => !english.has(key) || !swedish.has(key))).toEqual([])
    const translated = holds.filter((code) => !swedish.has(`holds.${code}.what`))
    expect(translated).toEqual([])
    expect(
      Object.values(families)
        .flat()
        .filter((code) => !holds.includes(code)),
    ).toEqual([])
  })

  test('every word that a page asks for by name is there', () => {
    const plural = (key: string) =>
      [key, `${key}_one`, `${key}_other`].some((one) => english.has(one))
    const missing: string[] = []
    for (const { file, tree } of sources) {
      visit(tree, (node) => {
        if (!ts.isCallExpression(node) || !isAsk(node.expression)) return
        const [key] = node.arguments
        if (key === undefined || !ts.isStringLiteral(key) || plural(key.text)) return
        missing.push(`${file}: ${key.text}`)
      })
    }
    expect(missing).toEqual([])
  })

  test('no page has a word of its own', () => {
    const own: string[] = []
    const spoken = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label'])
    for (const { file, tree } of sources) {
      visit(tree, (node) => {
        if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text))
          own.push(`${file}: ${node.text.trim()}`)
        if (!ts.isJsxAttribute(node) || !spoken.has(nameOf(node.name))) return
        const { initializer } = node
        if (initializer !== undefined && ts.isStringLiteral(initializer))
          own.push(`${file}: ${initializer.text}`)
      })
    }
    expect(own).toEqual([])
  })
})
