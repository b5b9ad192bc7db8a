/** A running shop with its console open in Chromium, signed in as the owner by the one-time link. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../../scripts/browser/chromium.ts'
import { acceptInvitation, makeOwner } from '../../scripts/browser/first-owner.ts'
import { prepareConsole } from '../../src/main/console-build.ts'
import { beginStory, type Story, type StoryOptions } from '../support/story.ts'

export type ConsoleStage = {
  readonly story: Story
  readonly browser: Browser
  readonly context: BrowserContext
  /** The owner's page. */
  readonly page: Page
  /** What the pages complained of: faults and refused policies. */
  readonly complaints: readonly string[]
  open(path: string): Promise<void>
  /** Another person takes up an invitation, in a browser of their own. */
  asInvited(link: string, name: string): Promise<Page>
  /** The owner's page for a reader of Swedish. */
  inSwedish(): Promise<Page>
  end(): Promise<void>
}

const patienceMs = 45_000

export async function openConsole(options: StoryOptions): Promise<ConsoleStage> {
  await prepareConsole(() => undefined)
  const [story, browser] = await Promise.all([beginStory(options), openBrowser()])
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Stockholm',
    viewport: { width: 1440, height: 900 },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (said) => {
    if (/Content Security Policy|error boundary/i.test(said.text())) complaints.push(said.text())
  })
  await makeOwner(page, linkOf(story))
  return {
    ...{ story, browser, context, page, complaints },
    async open(path) {
      await page.goto(`${story.crossdock.url()}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
    },
    async asInvited(link, name) {
      const own = await browser.newContext({ locale: 'en-GB' })
      const other = await own.newPage()
      other.setDefaultTimeout(patienceMs)
      await acceptInvitation(other, link, name)
      return other
    },
    async inSwedish() {
      const storageState = await context.storageState()
      const own = await browser.newContext({ locale: 'sv-SE', storageState })
      const other = await own.newPage()
      other.setDefaultTimeout(patienceMs)
      return other
    },
    async end() {
      await browser.close()
      await story.end()
    },
  }
}

/** The one-time link as it was printed where Crossdock was started. */
function linkOf({ crossdock }: Story): string {
  const printed = `${crossdock.stdout()}\n${crossdock.stderr()}`
  const [link] = /https?:\/\/[^\s"]+\/welcome#[\w-]+/.exec(printed) ?? []
  if (link === undefined) throw new Error('no one-time link was printed')
  return link
}
