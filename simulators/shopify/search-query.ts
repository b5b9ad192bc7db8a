/**
 * Shopify's search syntax: `field:value`, comparators, quotes, AND, OR, NOT, `-` and parentheses.
 * Source: Shopify API search syntax, read 2026-11-22.
 */
import { unreachable } from '../kit/unreachable.ts'

export type Comparator = '=' | '>' | '>=' | '<' | '<='

export type SearchTerm = {
  readonly kind: 'term'
  /** Undefined for a bare word. */
  readonly field: string | undefined
  readonly comparator: Comparator
  readonly value: string
}

export type SearchNode =
  | SearchTerm
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SearchNode[] }
  | { readonly kind: 'not'; readonly part: SearchNode }

/** Parses a query; an empty one is an `and` of nothing, which everything passes. */
export function parseSearch(query: string): SearchNode {
  const tokens = tokensOf(query)
  let at = 0

  const parseOr = (): SearchNode => {
    const parts = [parseAnd()]
    while (tokens[at]?.sign === 'OR') {
      at += 1
      parts.push(parseAnd())
    }
    const [only] = parts
    return parts.length === 1 && only ? only : { kind: 'or', parts }
  }
  const parseAnd = (): SearchNode => {
    const parts: SearchNode[] = []
    for (let token = tokens[at]; token && !endsAnd(token); token = tokens[at]) {
      if (token.sign === 'AND') at += 1
      else parts.push(parseOne())
    }
    const [only] = parts
    return parts.length === 1 && only ? only : { kind: 'and', parts }
  }
  const parseOne = (): SearchNode => {
    const token = tokens[at]
    at += 1
    if (!token) return { kind: 'and', parts: [] }
    if (token.sign === 'NOT') return { kind: 'not', part: parseOne() }
    if (token.sign === '(') {
      const inside = parseOr()
      if (tokens[at]?.sign === ')') at += 1
      return inside
    }
    return token.negated ? { kind: 'not', part: token.term } : token.term
  }
  return parseOr()
}

/** The terms that every match must pass: those joined by AND at the top. */
export function requiredTerms(node: SearchNode): SearchTerm[] {
  if (node.kind === 'term') return [node]
  return node.kind === 'and' ? node.parts.flatMap(requiredTerms) : []
}

/** All terms, wherever they stand. */
export function allTerms(node: SearchNode): SearchTerm[] {
  if (node.kind === 'term') return [node]
  if (node.kind === 'not') return allTerms(node.part)
  return node.parts.flatMap(allTerms)
}

/** Whether a row passes, given how one term is judged. A term that the index does not know counts as passed. */
export function passes(
  node: SearchNode,
  judge: (term: SearchTerm) => boolean | undefined,
): boolean {
  switch (node.kind) {
    case 'term':
      return judge(node) ?? true
    case 'not':
      return node.part.kind === 'term' && judge(node.part) === undefined
        ? true
        : !passes(node.part, judge)
    case 'and':
      return node.parts.every((part) => passes(part, judge))
    case 'or':
      return node.parts.some((part) => passes(part, judge))
    default:
      return unreachable(node)
  }
}

function endsAnd(token: Token): boolean {
  return token.sign === 'OR' || token.sign === ')'
}

type Token = {
  /** `(`, `)`, `AND`, `OR`, `NOT`, or undefined for a term. */
  readonly sign: string | undefined
  readonly negated: boolean
  readonly term: SearchTerm
}

const tokenPattern =
  /\s*(?:([()])|(-?)(?:([A-Za-z_][\w.$-]*):\s*)?((?:[<>]=?|=)?)(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s()]+)))/y

const signs = new Set(['AND', 'OR', 'NOT'])

function tokensOf(query: string): Token[] {
  const tokens: Token[] = []
  tokenPattern.lastIndex = 0
  for (let match = tokenPattern.exec(query); match; match = tokenPattern.exec(query)) {
    const [, bracket, minus, field, comparator = '', double, single, bare = ''] = match
    const quoted = double ?? single
    const isSign = field === undefined && comparator === '' && quoted === undefined
    tokens.push({
      sign: bracket ?? (isSign && signs.has(bare) ? bare : undefined),
      negated: minus === '-',
      term: {
        kind: 'term',
        field,
        comparator: (comparator || '=') as Comparator,
        value: quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1'),
      },
    })
  }
  return tokens
}
