/** Opens the API of an app, and tells where the platforms reach it. */
import { randomUUID } from 'node:crypto'
import type { Env } from '../config/env.ts'
import type { AccountId } from '../core/ids.ts'
import { type ServedHttp, serveHttp } from '../http/serve-http.ts'
import type { App } from '../main.ts'
import { makeOwnerLink } from '../operations/people/links.ts'
import { consoleFolder } from './console-build.ts'
import { doctorProbes } from './doctor-probes.ts'
import { httpParts } from './http-parts.ts'
import { setUpPort } from './set-up.ts'

export async function serveApp(app: App, env: Env): Promise<ServedHttp> {
  const publicUrl = env.CROSSDOCK_PUBLIC_URL?.replace(/\/+$/, '')
  const probes = (accountId: AccountId) => doctorProbes(app, env, accountId)
  let url = ''
  const setUp = setUpPort(app, env, () => url)
  const parts = httpParts(app, { publicUrl, consoleFolder, probes, setUp })
  const served = await serveHttp(parts, { host: env.CROSSDOCK_HOST, port: env.CROSSDOCK_PORT })
  url = served.url
  return served
}

/** The one-time link that makes the owner; null when there is one. */
export async function ownerLink(app: App, env: Env, servedUrl: string): Promise<string | null> {
  const made = await makeOwnerLink({ db: app.db, newId: randomUUID })
  if (made === null) return null
  return `${(env.CROSSDOCK_PUBLIC_URL ?? servedUrl).replace(/\/+$/, '')}/welcome#${made.token}`
}
