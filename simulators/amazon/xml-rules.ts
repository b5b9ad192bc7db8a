/** What an element may hold and in which order: the little of XML Schema that Amazon's feeds need. */
import type { XmlElement } from './xml-reader.ts'

export type XmlRule = {
  readonly name: string
  readonly optional?: true
  readonly many?: true
  /** Elements in this order; without it the element holds text. */
  readonly holds?: readonly XmlRule[]
  readonly words?: readonly string[]
  readonly form?: RegExp
  readonly attribute?: string
}

/** The first thing that breaks the rule, in the words of an XML Schema validator; nothing when all is right. */
export function brokenRule(element: XmlElement, rule: XmlRule): string | undefined {
  if (element.name !== rule.name) {
    return `cvc-elt.1: Cannot find the declaration of element '${element.name}'.`
  }
  const { attribute, words, form, holds } = rule
  if (attribute !== undefined && element.attributes[attribute] === undefined) {
    return `cvc-complex-type.4: Attribute '${attribute}' must appear on element '${rule.name}'.`
  }
  if (holds !== undefined) return brokenOrder(element, holds)
  if (element.children.length > 0) return unexpected(element.children[0])
  if (words !== undefined && !words.includes(element.text)) {
    return `cvc-enumeration-valid: Value '${element.text}' is not facet-valid with respect to the enumeration of '${rule.name}'.`
  }
  if (form !== undefined && !form.test(element.text)) {
    return `cvc-datatype-valid.1.2.1: '${element.text}' is not a valid value for '${rule.name}'.`
  }
  return undefined
}

function brokenOrder(element: XmlElement, holds: readonly XmlRule[]): string | undefined {
  let at = 0
  for (const rule of holds) {
    const from = at
    while (element.children[at]?.name === rule.name && (rule.many === true || at === from)) {
      const child = element.children[at]
      const broken = child === undefined ? undefined : brokenRule(child, rule)
      if (broken !== undefined) return broken
      at += 1
    }
    if (at === from && rule.optional !== true) {
      const next = element.children[at]
      if (next !== undefined) return unexpected(next)
      return `cvc-complex-type.2.4.b: The content of element '${element.name}' is not complete: '${rule.name}' is expected.`
    }
  }
  return at < element.children.length ? unexpected(element.children[at]) : undefined
}

function unexpected(element: XmlElement | undefined): string {
  return `cvc-complex-type.2.4.a: Invalid content was found starting with element '${element?.name ?? ''}'.`
}

/** The first child of that name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name)
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((one) => one.name === name)
}

export function textOf(element: XmlElement, name: string): string | undefined {
  return childOf(element, name)?.text
}
