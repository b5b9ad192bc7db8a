/** The notices of one account over real sockets: a mail server, a chat, a webhook receiver, a database. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { monotonic } from '../../src/clock.ts'
import { settingsShape } from '../../src/config/settings.ts'
import { lookForNotices } from '../../src/notices/look.ts'
import { createDoor } from '../../src/platforms/http/door.ts'
import { createNodeTransport } from '../../src/platforms/http/node-transport.ts'
import type { NoticeSecretName } from '../../src/store/connections.ts'
import { listNotices } from '../../src/store/notices.ts'
import { machineNowMs } from '../../src/store/pool.ts'
import { accountId, startApi } from '../http/api-host.ts'
import { startReceiver } from '../support/post-receiver.ts'
import { startSmtp } from '../support/smtp-server.ts'
import { stepClocks } from '../work/stepped-clocks.ts'

export const minuteMs = 60_000
export const webhookKey = `whsec_${Buffer.alloc(32, 5).toString('base64')}`

export type NoticeStage = Awaited<ReturnType<typeof setNoticeStage>>

export async function setNoticeStage() {
  const api = await startApi()
  const { db } = api.database
  const clocks = await stepClocks(db)
  await sql`update connection set connected_at = app_now() - interval '1 day'`.execute(db)
  const [smtp, chat, hook] = [await startSmtp(), await startReceiver(), await startReceiver()]
  const transport = createNodeTransport({ monotonic })
  const door = createDoor({ transport, monotonic })
  const secrets: Record<NoticeSecretName, string | null> = {
    'notices-smtp-password': 'pa55',
    'notices-chat-url': chat.url,
    'notices-webhook-secret': webhookKey,
  }
  const problems: string[] = []
  const mail = {
    ...{ host: '127.0.0.1', port: smtp.port, tls: 'none', user: 'shop' },
    ...{ from: 'shop@example.com', to: ['owner@example.com'] },
  }
  return {
    ...{ api, db, clocks, smtp, chat, hook, secrets, problems },
    /** Looks once, under these settings of the notices. */
    async look(notices: Readonly<Record<string, unknown>>) {
      const policy = settingsShape.parse({ notices: { mail, webhookUrl: hook.url, ...notices } })
      return lookForNotices(
        {
          ...{ db, door, monotonic, newId: randomUUID, policy: policy.notices },
          machineNowMs: () => machineNowMs(db),
          secret: async (name) => secrets[name],
          places: { shop: 'nordvik.myshopify.com' },
          problem: (code, channel) => problems.push(`${channel} ${code}`),
        },
        accountId,
      )
    },
    list: () => listNotices(db, accountId, { show: 'all', limit: 200, before: null }),
    /** `mail:sent:1` for each delivery, newest notice first. */
    async deliveries(): Promise<string[]> {
      const all = await listNotices(db, accountId, { show: 'all', limit: 200, before: null })
      return all.flatMap((notice) =>
        notice.deliveries.map((one) => `${one.channel}:${one.state}:${one.attempts}`),
      )
    },
    async clear() {
      for (const table of ['notice', 'notice_watch', 'incident', 'order_concern', 'amazon_order']) {
        await sql`delete from ${sql.table(table)}`.execute(db)
      }
      for (const list of [smtp.mails, smtp.logins, smtp.faults, chat.posts, chat.next, problems]) {
        list.length = 0
      }
      hook.posts.length = 0
      hook.next.length = 0
    },
    async close() {
      transport.close()
      await Promise.all([smtp.close(), chat.close(), hook.close()])
      await api.close()
    },
  }
}
