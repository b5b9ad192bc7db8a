/** First start to a signed-in owner, as a person does it: the one-time link, a password, an app, codes. */
import type { Page } from 'playwright-core'
import { totp } from './totp.ts'

export const owner = {
  name: 'Åsa Lindqvist',
  email: 'asa@example.org',
  password: 'three plain words in a row',
} as const

/** Answers the secret of the authenticator app. The page ends on the Overview. */
export async function makeOwner(page: Page, link: string): Promise<string> {
  await page.goto(link)
  await page.getByLabel('Your name, as others see it').fill(owner.name)
  await page.getByLabel('E-mail').fill(owner.email)
  return finish(page)
}

/** Takes up an invitation: the e-mail is known already. */
export async function acceptInvitation(page: Page, link: string, name: string): Promise<string> {
  await page.goto(link)
  await page.getByLabel('Your name, as others see it').fill(name)
  return finish(page)
}

async function finish(page: Page): Promise<string> {
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Next: your app' }).click()
  const secret = (await page.locator('[data-secret]').getAttribute('data-secret')) ?? ''
  await page.getByLabel('Code of the app').fill(totp(secret))
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('banner').waitFor()
  return secret
}
