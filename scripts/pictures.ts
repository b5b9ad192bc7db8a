/**
 * `npm run pictures`: the pages of the console on the demo's data, into docs/pictures/. Light and dark, wide
 * and narrow, of each page; `--all` keeps every one of them in the folder that is named after it.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { prepareConsole } from '../src/main/console-build.ts'
import { openBrowser } from './browser/chromium.ts'
import { runDemo } from './browser/demo.ts'
import { makeOwner } from './browser/first-owner.ts'
import { rootFolder } from './run-part.ts'

const pages = {
  overview: '/',
  orders: '/orders',
  order: '/orders?view=need-you&code=UNABLE_TO_RESERVE_INVENTORY',
  mapping: '/mapping',
  quarantine: '/quarantine',
  stock: '/stock',
  settings: '/settings',
  setup: '/setup',
  people: '/settings/people',
  notices: '/settings/notices',
  activity: '/activity',
} as const

/** These are kept in the repository; the others are for the eye of whoever changes a page. */
const kept = [
  ['overview', 1440, 'light'],
  ['overview', 360, 'dark'],
  ['order', 1440, 'light'],
  ['order', 360, 'light'],
] as const

const flag = process.argv.indexOf('--all')
const allInto = flag === -1 ? undefined : process.argv[flag + 1]
const folder = allInto ?? path.join(rootFolder, 'docs/pictures')
const wanted =
  allInto === undefined
    ? kept
    : Object.keys(pages).flatMap((name) =>
        ([1440, 360] as const).flatMap((width) =>
          (['light', 'dark'] as const).map(
            (scheme) => [name as keyof typeof pages, width, scheme] as const,
          ),
        ),
      )

await mkdir(folder, { recursive: true })
await prepareConsole((line) => console.log(line))
await using demo = await runDemo()
const browser = await openBrowser()
const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Stockholm' })
await makeOwner(page, demo.ownerLink)
for (const [name, width, colorScheme] of wanted) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: width === 360 ? 780 : 960 })
  await page.goto(`${demo.url}${pages[name]}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // The stream of changes keeps the network busy for ever; what is read is no longer waited for.
  await page.locator('.waiting').first().waitFor({ state: 'detached' })
  if (name === 'order') {
    await page
      .getByRole('link', { name: /^\d{3}-\d{7}-\d{7}$/ })
      .first()
      .click()
    await page.locator('.cross').waitFor()
  }
  const file = path.join(folder, `console-${name}-${width}-${colorScheme}.png`)
  await page.screenshot({ path: file, fullPage: allInto !== undefined })
  console.log(path.relative(rootFolder, file))
}
await browser.close()
