/** The demo's bad day at the console: refunds, cancellations and old money, decided by a person. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../../scripts/browser/chromium.ts'
import { type RunningDemo, runDemo } from '../../scripts/browser/demo.ts'
import { makeOwner } from '../../scripts/browser/first-owner.ts'
import { prepareConsole } from '../../src/main/console-build.ts'

describe('a bad day', () => {
  let demo: RunningDemo
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    await prepareConsole(() => undefined)
    demo = await runDemo()
    browser = await openBrowser()
    page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(45_000)
    await makeOwner(page, demo.ownerLink)
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.[Symbol.asyncDispose]()
  })

  const need = (title: string) =>
    page.getByRole('article').filter({ has: page.getByRole('heading', { name: title }) })
  const toOverview = () => page.goto(`${demo.url}/`)

  test('a second refund was refused: it says when the first was, and that nothing was sent', async () => {
    await toOverview()
    await need('Refund failed: already refunded on Amazon').getByRole('link').click()
    await page
      .getByText(/already refunded on Amazon on \d{4}-\d\d-\d\d[.] Nothing was sent[.]/)
      .waitFor()
    await page.getByRole('button', { name: 'Leave as it is' }).click()
    await page.getByRole('heading', { name: /^Held:/ }).waitFor({ state: 'detached' })
    await toOverview()
    await need('Unable to reserve inventory').waitFor()
    expect(await need('Refund failed: already refunded on Amazon').count()).toBe(0)
  })

  test('B46: what was cancelled while Crossdock was away waits, and dismissing sends nothing', async () => {
    await page.goto(`${demo.url}/quarantine`)
    await page.getByRole('heading', { name: /old events wait for your word$/ }).waitFor()
    const cases = page.getByRole('article')
    await cases.first().getByRole('heading', { name: 'Dismiss: send nothing' }).waitFor()
    // One of them had left before it was cancelled: that cannot be carried over.
    const possible = cases.filter({ has: page.getByRole('button', { name: 'Approve…' }) })
    await possible.first().getByRole('button', { name: 'Approve…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Carry this over to the other side?' })
    await dialog.getByText('It cannot be taken back.', { exact: false }).first().waitFor()
    await dialog.getByRole('button', { name: 'Keep holding' }).click()
    await page.getByRole('button', { name: /^Dismiss all \d+$/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Dismiss \d+$/ })
      .click()
    await page.getByRole('heading', { name: 'Nothing waits for your word.' }).waitFor()
  })

  test('B44: messages are checked first, then the order is released', async () => {
    await toOverview()
    await need('Check messages before shipping').getByRole('link').click()
    await page.getByRole('link', { name: /Open in Seller Central/ }).waitFor()
    await page.getByRole('button', { name: 'Checked: release' }).click()
    await page
      .getByRole('heading', { name: /^Held: Check messages/ })
      .waitFor({ state: 'detached' })
  })

  test('B87: the decision of an order is told as question and answer, with its reason code', async () => {
    await toOverview()
    await need('Unable to reserve inventory').getByRole('link').click()
    await page.getByText('How it was decided').click()
    await page.getByText('Every line matched?').waitFor()
    await page.getByText('UNABLE_TO_RESERVE_INVENTORY', { exact: true }).waitFor()
  })
})
