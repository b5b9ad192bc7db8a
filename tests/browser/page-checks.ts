/**
 * What each page of the console has to keep for everybody, measured in the page as it stands: the rules of
 * axe, a walk by Tab, sizes of targets, motion, width, and words of another language. A finding is a line.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds wrong, a line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => {
      return `${id}: ${target.join(' ')}: ${failureSummary?.split('\n').at(1)?.trim() ?? ''}`
    }),
  )
}

/** What makes the page scroll sideways; nothing where it does not. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`
    document.documentElement.scrollWidth <= innerWidth ? [] :
      [...document.querySelectorAll('main *, header *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .slice(-3).map((one) => one.tagName + '.' + one.className + ' ' + one.textContent)
  `)
}

const stopsMost = 150

type Stop = {
  readonly name: string
  readonly isEnd: boolean
  readonly isSeen: boolean
  readonly isMarked: boolean
}

/** Walks the page by Tab from its beginning to its end: each stop is on the screen, uncovered, marked and named. */
export async function tabFindings(page: Page): Promise<{ stops: number; findings: string[] }> {
  await page.evaluate('document.activeElement?.blur(); scrollTo(0, 0)')
  const findings: string[] = []
  for (let stops = 0; stops < stopsMost; stops += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate<Stop>(whereFocusIs)
    if (stop.isEnd) return { stops, findings }
    if (stop.name.endsWith(': ')) findings.push(`no name: ${stop.name}`)
    if (!stop.isSeen) findings.push(`hidden while it has the focus: ${stop.name}`)
    if (!stop.isMarked) findings.push(`focus not shown: ${stop.name}`)
  }
  return { stops: stopsMost, findings: [...findings, 'the walk has no end'] }
}

/** A mark is an outline of two pixels or more; seen is what answers to a press on one of five of its points. */
const whereFocusIs = `(() => {
  const one = document.activeElement
  if (one === null || one === document.body) return { name: '', isEnd: true, isSeen: true, isMarked: true }
  const box = one.getBoundingClientRect()
  const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]]
  const isSeen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
    return hit !== null && (one.contains(hit) || hit.contains(one))
  })
  const look = getComputedStyle(one)
  const isMarked = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2
  const said = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent
    ?? document.getElementById(one.getAttribute('aria-labelledby') ?? '')?.textContent
    ?? one.textContent.trim()
  return { name: one.tagName.toLowerCase() + ': ' + (said || one.title || one.placeholder || ''), isEnd: false, isSeen, isMarked }
})()`

/** What is smaller than it may be to be pressed: 24 px by mouse, 44 px by finger. Links within a sentence may be. */
export async function smallTargets(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll(
      'a[href], button, input, select, textarea, summary, [role=switch], [role=menuitem]')]
    .flatMap((one) => {
      const box = (one.type === 'checkbox' ? one.closest('label, td, .pick') ?? one : one).getBoundingClientRect()
      const isShown = one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      const isInText = getComputedStyle(one).display === 'inline'
      if (!isShown || isInText || box.width <= 1 || box.right < 0 || box.bottom < 0) return []
      const isSmall = Math.min(box.width, box.height) < ${leastPx} - 0.5
      const size = Math.round(box.width) + ' x ' + Math.round(box.height)
      return isSmall ? [size + ' ' + one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 30)] : []
    })`)
}

/** What moves although the reader asked for no motion. */
export async function motions(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('*')].flatMap((one) => {
    const { transitionDuration, animationName } = getComputedStyle(one)
    const isStill = animationName === 'none' && transitionDuration.split(', ').every((one) => parseFloat(one) === 0)
    return isStill ? [] : [one.tagName + '.' + one.className]
  })`)
}

/** Every text and every name that the page shows or says. */
export async function saidOn(page: Page): Promise<string[]> {
  const said = await page.evaluate<string[]>(`(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts = []
    while (walk.nextNode()) {
      const { parentElement, data } = walk.currentNode
      if (parentElement.closest('script, style, pre') === null) texts.push(data)
    }
    const named = [...document.querySelectorAll('[aria-label], [title], [placeholder]')]
    for (const one of named) {
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(one.getAttribute(name) ?? '')
    }
    return texts
  })()`)
  return [...new Set(said.map((text) => text.trim()).filter((text) => text !== ''))]
}
