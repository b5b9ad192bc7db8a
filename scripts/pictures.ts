/**
 * `npm run pictures`: every page of the console on the demo's data, in light and dark, wide and narrow,
 * into docs/pictures/ as `page-theme-width.png`; with `--into <folder>` into another folder, whole pages.
 */
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { prepareConsole } from '../src/main/console-build.ts'
import { openBrowser } from './browser/chromium.ts'
import { compressPng } from './browser/compress-png.ts'
import { type RunningDemo, runDemo } from './browser/demo.ts'
import { makeOwner } from './browser/first-owner.ts'
import { rootFolder } from './run-part.ts'

/** An address each; an order is opened from the list. */
const pages = {
  overview: '/',
  orders: '/orders?view=everything',
  order: '/orders?view=need-you&code=UNABLE_TO_RESERVE_INVENTORY',
  mapping: '/mapping',
  quarantine: '/quarantine',
  stock: '/stock',
  activity: '/activity',
  setup: '/setup',
  settings: '/settings',
  notices: '/settings/notices',
  people: '/settings/people',
  keys: '/settings/keys',
  me: '/me',
} as const
type PageName = keyof typeof pages

const widths = [1440, 360] as const
const themes = ['light', 'dark'] as const

const flag = process.argv.indexOf('--into')
const other = flag === -1 ? undefined : process.argv[flag + 1]
const folder = other ?? path.join(rootFolder, 'docs/pictures')

await mkdir(folder, { recursive: true })
await prepareConsole((line) => console.log(line))
await using demo = await runDemo()
const browser = await openBrowser()
const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Stockholm' })
await makeOwner(page, demo.ownerLink)
for (const name of Object.keys(pages) as PageName[]) {
  await openPage(page, demo, name)
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 780 : 960 })
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await takePicture(page, `${name}-${colorScheme}-${width}.png`)
    }
  }
}
await browser.close()

async function openPage(page: Page, { url }: RunningDemo, name: PageName): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 960 })
  await page.goto(`${url}${pages[name]}`)
  await settled(page)
  if (name === 'setup') {
    await page.getByRole('button', { name: 'Try everything now' }).click()
    await page.locator('.check').first().waitFor()
  }
  if (name !== 'order') return
  const number = page.getByRole('link', { name: /^\d{3}-\d{7}-\d{7}$/ })
  await number.first().click()
  await page.locator('.cross').waitFor()
}

/** The stream of changes keeps the network busy for ever; what is read is no longer waited for. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.waiting').first().waitFor({ state: 'detached' })
}

async function takePicture(page: Page, name: string): Promise<void> {
  await settled(page)
  // The tabs of narrow screens stand at the bottom of what is seen, not in the middle of a long picture.
  const picture = await page.screenshot({ fullPage: other !== undefined, animations: 'disabled' })
  const file = path.join(folder, name)
  await compressPng(picture, file)
  const { size } = await stat(file)
  console.log(`${path.relative(rootFolder, file)} ${Math.round(size / 1024)} kB`)
}
