/**
 * The settings of the notices: which event goes which way, where mail and webhooks go, when it is quiet.
 * Recipients stand here and nowhere else. Secrets do not: they are sealed (src/config/secrets.ts).
 */
import { z } from 'zod'
import { judgeHost } from '../core/host-rule.ts'
import { noticeChannels } from '../core/notices/events.ts'

const channels = z
  .array(z.enum(noticeChannels))
  .max(noticeChannels.length)
  .refine((list) => new Set(list).size === list.length, 'each way once')
  .default(['console'])

const events = z
  .strictObject({
    orderImported: channels,
    orderHeld: channels,
    shipByNear: channels,
    buyerAsksToCancel: channels,
    moneyQuarantined: channels,
    refundRefused: channels,
    shippedHereCancelledThere: channels,
    lifeHeld: channels,
    incident: channels,
    pollSilent: channels,
  })
  .prefault({})

const mail = z
  .strictObject({
    host: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/, 'the name of a host'),
    port: z.number().int().min(1).max(65_535).default(587),
    /** `none` only to a server on this machine. */
    tls: z.enum(['starttls', 'tls', 'none']).default('starttls'),
    user: z.string().min(1).max(200).nullable().default(null),
    from: z.email(),
    to: z.array(z.email()).min(1).max(20),
  })
  .refine(
    ({ tls, host }) => tls !== 'none' || loopback.has(host),
    'without TLS only to a server on this machine',
  )
  .nullable()
  .default(null)

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1'])
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 22:00')

export const noticeSettings = z
  .strictObject({
    /** For each event the ways it is told. */
    events,
    mail,
    /** Where signed webhooks go. */
    webhookUrl: z
      .string()
      .max(2_000)
      .refine((url) => judgeHost(url).ok, 'an https address without a password')
      .nullable()
      .default(null),
    /** Collects what is not urgent for mail and chat. */
    digest: z.enum(['off', 'hourly', 'daily']).default('off'),
    digestHour: z.number().int().min(0).max(23).default(8),
    /** What is not urgent waits for their end. */
    quiet: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable().default(null),
    timeZone: z.string().refine(isTimeZone, 'a time zone such as Europe/Berlin').default('UTC'),
  })
  .superRefine((notices, context) => {
    const used = new Set(Object.values(notices.events).flat())
    const lacks = (path: string) =>
      context.addIssue({ code: 'custom', path: ['events'], message: `set notices.${path} first` })
    if (used.has('mail') && notices.mail === null) lacks('mail')
    if (used.has('webhook') && notices.webhookUrl === null) lacks('webhookUrl')
  })
  .prefault({})

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
