/**
 * A small strict XML reader for feeds: elements, attributes, text, CDATA, comments, the five entities and character
 * references. No DTD. Says line and column of what is wrong, as Amazon's processing report does.
 */

export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** The text of the element itself, trimmed. */
  readonly text: string
}

export class XmlFault extends Error {
  readonly line: number
  readonly column: number
  constructor(words: string, line: number, column: number) {
    super(words)
    this.line = line
    this.column = column
  }
}

type Cursor = { readonly text: string; at: number }

/** The root element of a document. */
export function readXml(text: string): XmlElement {
  const cursor: Cursor = { text, at: 0 }
  if (!text.startsWith('<')) throw fault(cursor, 'Content is not allowed in prolog.')
  skipMisc(cursor)
  if (text.startsWith('<!', cursor.at)) throw fault(cursor, 'DOCTYPE is not allowed.')
  const root = readElement(cursor)
  skipMisc(cursor)
  if (cursor.at < text.length) throw fault(cursor, 'Content is not allowed in trailing section.')
  return root
}

function fault({ text, at }: Cursor, words: string): XmlFault {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return new XmlFault(words, line, at - before.lastIndexOf('\n'))
}

/** White space, comments and processing instructions, the declaration among them. */
function skipMisc(cursor: Cursor): void {
  for (;;) {
    match(cursor, /\s*/y)
    const { text, at } = cursor
    if (text.startsWith('<?', at)) skipTo(cursor, '?>')
    else if (text.startsWith('<!--', at)) skipTo(cursor, '-->')
    else return
  }
}

function skipTo(cursor: Cursor, end: string): void {
  const found = cursor.text.indexOf(end, cursor.at)
  if (found < 0) throw fault(cursor, `${end} is missing.`)
  cursor.at = found + end.length
}

function match(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)
  if (found === null) return undefined
  cursor.at += found[0].length
  return found
}

function readElement(cursor: Cursor): XmlElement {
  const opened = match(cursor, /<([A-Za-z_][\w.:-]*)/y)
  const name = opened?.[1]
  if (name === undefined) throw fault(cursor, 'Markup must be well-formed: an element is expected.')
  const attributes = readAttributes(cursor)
  if (match(cursor, /\s*\/>/y) !== undefined) return { name, attributes, children: [], text: '' }
  if (match(cursor, /\s*>/y) === undefined) {
    throw fault(cursor, `Element type "${name}" must be followed by ">" or "/>".`)
  }
  const { children, text } = readContent(cursor, name)
  return { name, attributes, children, text: text.trim() }
}

function readContent(cursor: Cursor, name: string): { children: XmlElement[]; text: string } {
  const children: XmlElement[] = []
  let text = ''
  for (;;) {
    text += decode(cursor, match(cursor, /[^<]*/y)?.[0] ?? '')
    const rest = cursor.text.slice(cursor.at, cursor.at + 9)
    if (rest.startsWith('</')) {
      if (match(cursor, /<\/([\w.:-]+)\s*>/y)?.[1] === name) return { children, text }
      throw fault(cursor, `The element type "${name}" must be terminated by "</${name}>".`)
    }
    if (rest.startsWith('<!--')) skipTo(cursor, '-->')
    else if (rest === '<![CDATA[') text += readCdata(cursor)
    else if (rest.startsWith('<')) children.push(readElement(cursor))
    else throw fault(cursor, 'XML document structures must start and end within the same entity.')
  }
}

function readCdata(cursor: Cursor): string {
  const from = cursor.at + '<![CDATA['.length
  skipTo(cursor, ']]>')
  return cursor.text.slice(from, cursor.at - ']]>'.length)
}

function readAttributes(cursor: Cursor): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (;;) {
    const found = match(cursor, /\s+([A-Za-z_][\w.:-]*)\s*=\s*("[^"<]*"|'[^'<]*')/y)
    if (found === undefined) return attributes
    const [, name = '', quoted = ''] = found
    if (attributes[name] !== undefined) throw fault(cursor, `Attribute "${name}" is there twice.`)
    attributes[name] = decode(cursor, quoted.slice(1, -1))
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decode(cursor: Cursor, raw: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(raw)) {
    throw fault(cursor, 'An invalid XML character was found in the element content.')
  }
  if (!raw.includes('&')) return raw
  return raw.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(\w+)|);?/g, (whole, hex, decimal, name) => {
    if (!whole.endsWith(';'))
      throw fault(cursor, 'The entity name must immediately follow the "&".')
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    const known = entities[name]
    if (known === undefined) throw fault(cursor, `The entity "${name}" was not declared.`)
    return known
  })
}

/** Text as it stands in an element. */
export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
