/**
 * Mail by SMTP: one of the three named exceptions to the door. It goes to the recipients of the settings
 * and to nobody else. The phases are kept apart: a failure before the message leaves is surely "not
 * sent", one after it is unclear. No error text is kept, since servers repeat addresses in it.
 */
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SendResult } from '../core/notices/delivery.ts'
import type { Message } from '../core/notices/message.ts'
import type { MailPlace } from '../core/notices/policy.ts'

export type Mail = {
  readonly place: MailPlace
  readonly password: string | null
  readonly message: Message
  /** The same for a repeat: mailboxes may fold the two. */
  readonly messageId: string
  readonly atMs: number
}

const connectMs = 10_000
const silenceMs = 30_000

export async function sendMail(mail: Mail): Promise<SendResult> {
  const connection = new SMTPConnection(optionsOf(mail.place))
  try {
    const text = await composed(mail)
    const open = await attempt((done) => openConnection(connection, mail, done))
    if (open !== null) return notSent(open)
    return await handOver(connection, mail, text)
  } finally {
    connection.close()
  }
}

function optionsOf({ host, port, tls }: MailPlace) {
  return {
    host,
    port,
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
    socketCloseTimeout: 0,
  }
}

function composed({ place, message, messageId, atMs }: Mail): Promise<Buffer> {
  const mail = new MailComposer({
    from: place.from,
    to: [...place.to],
    subject: message.subject,
    text: message.text,
    messageId: `<${messageId}@${place.from.split('@')[1] ?? 'crossdock'}>`,
    date: new Date(atMs),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return new Promise((resolve, reject) => {
    mail.compile().build((error, text) => {
      if (error) reject(error)
      else resolve(text ?? Buffer.alloc(0))
    })
  })
}

type Done = (error?: unknown) => void

function openConnection(connection: SMTPConnection, mail: Mail, done: Done): void {
  const { user } = mail.place
  connection.once('error', done)
  connection.once('end', () => done(new Error('ended')))
  connection.connect((error) => {
    if (error || user === null) return done(error ?? undefined)
    const credentials = { user, pass: mail.password ?? '' }
    connection.login({ credentials }, (refused) => done(refused ?? undefined))
  })
}

async function handOver(
  connection: SMTPConnection,
  { place }: Mail,
  text: Buffer,
): Promise<SendResult> {
  let refused = 0
  const error = await attempt((done) => {
    connection.once('error', done)
    connection.once('end', () => done(new Error('ended')))
    connection.send({ from: place.from, to: [...place.to] }, text, (failed, info) => {
      refused = info?.rejected?.length ?? 0
      done(failed ?? undefined)
    })
  })
  if (error !== null) {
    // The server said no, or the connection died while the message was on its way.
    return error.status === null ? { is: 'unclear', code: error.code } : notSent(error)
  }
  return { is: 'sent', code: refused > 0 ? 'SOME_RECIPIENTS_REFUSED' : null }
}

type Failed = { readonly code: string; readonly status: number | null }

/** The first word of what was begun: null when it went well. */
function attempt(begin: (done: Done) => void): Promise<Failed | null> {
  return new Promise((resolve) => {
    begin((error) => resolve(error === undefined || error === null ? null : failedOf(error)))
  })
}

/** Codes only. */
function failedOf(error: unknown): Failed {
  const facts: object = typeof error === 'object' && error !== null ? error : {}
  const status =
    'responseCode' in facts && typeof facts.responseCode === 'number' ? facts.responseCode : null
  const code = 'code' in facts ? String(facts.code) : 'ECONNECTION'
  return { code: status === null ? code : `SMTP_${status}`, status }
}

function notSent({ code }: Failed): SendResult {
  return { is: 'not-sent', code, retryAfterMs: null, isFinal: false }
}
