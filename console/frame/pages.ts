/** The pages of the navigation, in the order of the design. */
import type { Overview } from '../api/overview.ts'

export type PageName =
  | 'overview'
  | 'orders'
  | 'mapping'
  | 'quarantine'
  | 'stock'
  | 'activity'
  | 'setup'
  | 'settings'

export type Page = {
  readonly name: PageName
  readonly to: string
  readonly pip?: keyof Overview['pips']
}

export const dailyPages: readonly Page[] = [
  { name: 'overview', to: '/' },
  { name: 'orders', to: '/orders', pip: 'orders' },
  { name: 'mapping', to: '/mapping', pip: 'mapping' },
  { name: 'quarantine', to: '/quarantine', pip: 'quarantine' },
  { name: 'stock', to: '/stock', pip: 'stock' },
]

export const otherPages: readonly Page[] = [
  { name: 'activity', to: '/activity' },
  { name: 'setup', to: '/setup' },
  { name: 'settings', to: '/settings' },
]

export function isHere(page: Page, address: string): boolean {
  return page.to === '/' ? address === '/' : address.startsWith(page.to)
}
