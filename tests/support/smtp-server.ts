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

function talk(
  socket: net.Socket,
  server: Pick<SmtpServer, 'mails' | 'logins' | 'faults' | 'inTheClear'> & {
    readonly certificate: Certificate | undefined
  },
): void {
  const { mails, logins, faults, inTheClear, certificate } = server
  const isClear = !(socket instanceof tls.TLSSocket)
  let from = ''
  let to: string[] = []
  let data: string[] | null = null
  let rest = ''
  const say = (line: string) => void socket.write(`${line}\r\n`)
  const strikes = (fault: SmtpFault) => {
    const at = faults.indexOf(fault)
    if (at >= 0) faults.splice(at, 1)
    return at >= 0
  }
  const line = (text: string) => {
    if (data !== null) {
      if (text !== '.') return void data.push(text.replace(/^\./, ''))
      const mail = { from, to, text: data.join('\n') }
      data = null
      if (strikes('message-refused')) return say('554 no')
      mails.push(mail)
      if (strikes('gone-after-data')) return void socket.destroy()
      return say('250 taken')
    }
    const verb = text.slice(0, 4).toUpperCase()
    if (isClear) inTheClear.push(verb)
    if (verb === 'EHLO') {
      const offers = certificate !== undefined && isClear ? '250-STARTTLS\r\n' : ''
      return say(`250-here\r\n${offers}250 AUTH PLAIN`)
    }
    if (verb === 'STAR') {
      if (certificate === undefined || !isClear) return say('502 no such verb')
      say('220 go on')
      socket.removeAllListeners('data')
      const hidden = new tls.TLSSocket(socket, { isServer: true, ...certificate })
      hidden.on('error', () => undefined)
      return talk(hidden, server)
    }
    if (verb === 'AUTH') {
      const plain = Buffer.from(text.split(' ')[2] ?? '', 'base64').toString()
      logins.push(plain.split('\0').slice(1).join(':'))
      return say('235 welcome')
    }
    if (verb === 'MAIL') {
      if (strikes('gone-early')) return void socket.destroy()
      from = text.replace(/^.*<(.*)>.*$/, '$1')
      to = []
      return say('250 ok')
    }
    if (verb === 'RCPT') {
      if (strikes('recipient-refused')) return say('550 nobody')
      to = [...to, text.replace(/^.*<(.*)>.*$/, '$1')]
      return say('250 ok')
    }
    if (verb === 'DATA') {
      data = []
      return say('354 go on')
    }
    say(verb === 'QUIT' ? '221 bye' : '250 ok')
  }
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\r\n')
    rest = lines.pop() ?? ''
    for (const one of lines) line(one)
  })
}
