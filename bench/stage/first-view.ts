/** One load of a page as a browser with an empty cache sees it, by the browser's own measures. */
import { gzipSync } from 'node:zlib'
import type { BrowserContext } from 'playwright-core'

export type FirstView = {
  /** JavaScript that was loaded, as gzip makes it. */
  readonly firstViewJsKb: number
  readonly lcpMs: number
  readonly cls: number
  /** 0: no task took 50 ms or more. */
  readonly longestTaskMs: number
}

/** What comes later than this belongs to no first view. */
const settleMs = 1_500

/** Runs in the page before anything of it: the browser tells what it saw, also from before. */
const watch = `
  window.__seen = { lcpMs: 0, cls: 0, longestTaskMs: 0 }
  const on = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each))
    .observe({ type, buffered: true })
  on('largest-contentful-paint', (one) => { window.__seen.lcpMs = one.startTime })
  on('layout-shift', (one) => { if (!one.hadRecentInput) window.__seen.cls += one.value })
  on('longtask', (one) => {
    window.__seen.longestTaskMs = Math.max(window.__seen.longestTaskMs, one.duration)
  })
`

/** In a context of its own with the same cookies: nothing is cached. */
export async function loadOnce(signedIn: BrowserContext, address: string): Promise<FirstView> {
  const browser = signedIn.browser()
  if (browser === null) throw new Error('the browser is gone')
  const storageState = await signedIn.storageState()
  const context = await browser.newContext({
    ...{ storageState, locale: 'en-GB', viewport: { width: 1440, height: 900 } },
  })
  try {
    const page = await context.newPage()
    const scripts: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return
      scripts.push(response.body().then((body) => gzipSync(body).byteLength))
    })
    await page.addInitScript(watch)
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForTimeout(settleMs)
    const seen = await page.evaluate<Omit<FirstView, 'firstViewJsKb'>>('window.__seen')
    const bytes = (await Promise.all(scripts)).reduce((all, one) => all + one, 0)
    return { ...seen, firstViewJsKb: bytes / 1_024 }
  } finally {
    await context.close()
  }
}
