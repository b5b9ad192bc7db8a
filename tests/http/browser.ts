/** A browser as far as the API sees one: it keeps cookies, and says where its requests come from. */

import { makeOwnerLink } from '../../src/operations/people/links.ts'
import { totpCode } from '../../src/operations/people/totp.ts'
import { machineNowMs } from '../../src/store/pool.ts'
import type { Answer, ApiHost } from './api-host.ts'

export type Browser = {
  readonly cookies: ReadonlyMap<string, string>
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
}

export function openBrowser(api: Pick<ApiHost, 'url' | 'ask'>): Browser {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async ask(method, path, body, headers = {}) {
      const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const more = { cookie: jar, origin: api.url, 'x-crossdock': 'console', ...headers }
      const given = Object.entries(more).filter(([, value]) => value !== '')
      const as = 'nobody'
      const answer = await api.ask(method, path, { as, body, headers: Object.fromEntries(given) })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
      return answer
    },
  }
}

export const password = 'violet anchor spoon glacier'

export type SignedIn = {
  readonly browser: Browser
  readonly secret: string
  readonly recoveryCodes: readonly string[]
  /** A code that was not taken yet: each call is one step further. */
  code(): Promise<string>
}

type OwnedHost = Pick<ApiHost, 'url' | 'ask' | 'deps' | 'database'>

/** The first owner, by the link that the start prints. */
export async function becomeOwner(api: OwnedHost): Promise<SignedIn> {
  const link = await makeOwnerLink(api.deps)
  if (link === null) throw new Error('there is an owner already')
  return takeUpLink(api, link.token, { name: 'Åsa Lind', email: 'asa@shop.example' })
}

export async function takeUpLink(
  api: OwnedHost,
  token: string,
  who: { readonly name?: string; readonly email?: string },
): Promise<SignedIn> {
  const browser = openBrowser(api)
  const begun = await browser.ask('POST', '/api/links/begin', { token, password, ...who })
  if (begun.status !== 200) throw new Error(`the link was refused: ${begun.text}`)
  const { secret } = begun.json
  // One step back, so that a test has three codes at once: before, now and after.
  let step = Math.floor((await machineNowMs(api.database.db)) / 30_000) - 1
  const code = async () => totpCode(secret, step++)
  const finished = await browser.ask('POST', '/api/links/finish', { code: await code() })
  if (finished.status !== 200) throw new Error(`the code was refused: ${finished.text}`)
  return { browser, secret, recoveryCodes: finished.json.recoveryCodes, code }
}
