/**
 * Debian's Chromium, driven by playwright-core, for the browser tests and the pictures. It is started with
 * a new empty profile and without any of its own traffic: no look-up of its maker's hosts.
 */
import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from './chromium-path.ts'

export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error('there is no Chromium; see CONTRIBUTING.md')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  })
}
