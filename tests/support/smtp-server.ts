/**
 * A mail server on this machine, as small as SMTP allows: it keeps what it takes, and can refuse, hang up
 * before or after it took a message, or want a password. With a certificate it offers STARTTLS.
 */
import net from 'node:net'
import tls from 'node:tls'

export type ReceivedMail = {
  readonly from: string
  readonly to: readonly string[]
  readonly text: string
}

export type SmtpFault =
  /** 550 to the recipient. */
  | 'recipient-refused'
  /** 554 to the message. */
  | 'message-refused'
  /** Hangs up before a message was begun. */
  | 'gone-early'
  /** Takes the message, and hangs up without an answer. */
  | 'gone-after-data'

export type SmtpServer = {
  readonly port: number
  readonly mails: ReceivedMail[]
  /** Logins, as user and password. */
  readonly logins: string[]
  /** What was said before the connection was encrypted, verbs only. */
  readonly inTheClear: string[]
  /** Each strikes once. */
  readonly faults: SmtpFault[]
  close(): Promise<void>
}

export type Certificate = { readonly key: string; readonly cert: string }

export async function startSmtp(certificate?: Certificate): Promise<SmtpServer> {
  const inTheClear: string[] = []
  const mails: ReceivedMail[] = []
  const logins: string[] = []
  const faults: SmtpFault[] = []
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    talk(socket, { mails, logins, faults, inTheClear, certificate })
    socket.write('220 here\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    ...{ port, mails, logins, faults, inTheClear },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

type Talk = Pick<SmtpServer, 'mails' | 'logins' | 'faults' | 'inTheClear'> & {
  readonly certificate: Certificate | undefined
}

/** What was said so far of the mail that is being handed in. */
type Mail = { from: string; to: string[]; lines: string[] | null }

function talk(socket: net.Socket, server: Talk): void {
  const mail: Mail = { from: '', to: [], lines: null }
  let rest = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const hear = mail.lines === null ? hearVerb : hearText
      const answer = hear(socket, server, mail, line)
      if (answer !== undefined) say(socket, answer)
    }
  })
}

/** What is answered; undefined while nothing is, or when the other side is left alone. */
type Answer = string | undefined

function hearText(socket: net.Socket, server: Talk, mail: Mail, line: string): Answer {
  if (line !== '.') {
    mail.lines?.push(line.replace(/^\./, ''))
    return undefined
  }
  const text = mail.lines?.join('\n') ?? ''
  mail.lines = null
  if (strikes(server, 'message-refused')) return '554 no'
  server.mails.push({ from: mail.from, to: mail.to, text })
  return strikes(server, 'gone-after-data') ? leave(socket) : '250 taken'
}

function hearVerb(socket: net.Socket, server: Talk, mail: Mail, line: string): Answer {
  const isClear = !(socket instanceof tls.TLSSocket)
  const verb = line.slice(0, 4).toUpperCase()
  if (isClear) server.inTheClear.push(verb)
  const address = line.replace(/^.*<(.*)>.*$/, '$1')
  switch (verb) {
    case 'EHLO': {
      const offers = server.certificate !== undefined && isClear ? '250-STARTTLS\r\n' : ''
      return `250-here\r\n${offers}250 AUTH PLAIN`
    }
    case 'STAR':
      return hide(socket, server)
    case 'AUTH': {
      const plain = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString()
      server.logins.push(plain.split('\0').slice(1).join(':'))
      return '235 welcome'
    }
    case 'MAIL':
      if (strikes(server, 'gone-early')) return leave(socket)
      Object.assign(mail, { from: address, to: [] })
      return '250 ok'
    case 'RCPT':
      if (strikes(server, 'recipient-refused')) return '550 nobody'
      mail.to = [...mail.to, address]
      return '250 ok'
    case 'DATA':
      mail.lines = []
      return '354 go on'
    default:
      return verb === 'QUIT' ? '221 bye' : '250 ok'
  }
}

/** From here on the same talk, where nobody can listen. */
function hide(socket: net.Socket, server: Talk): Answer {
  const { certificate } = server
  if (certificate === undefined || socket instanceof tls.TLSSocket) return '502 no such verb'
  say(socket, '220 go on')
  socket.removeAllListeners('data')
  const hidden = new tls.TLSSocket(socket, { isServer: true, ...certificate })
  hidden.on('error', () => undefined)
  talk(hidden, server)
  return undefined
}

function leave(socket: net.Socket): undefined {
  socket.destroy()
}

function say(socket: net.Socket, line: string): void {
  socket.write(`${line}\r\n`)
}

function strikes({ faults }: Talk, fault: SmtpFault): boolean {
  const at = faults.indexOf(fault)
  if (at >= 0) faults.splice(at, 1)
  return at >= 0
}
