/** STARTTLS: the login and the mail go only through a connection that is encrypted, with who it should be. */
import tls from 'node:tls'
import { afterEach, expect, it } from 'vitest'
import { sendMail } from '../../src/notices/mail.ts'
import { ownCertificate } from '../support/own-certificate.ts'
import { type SmtpServer, startSmtp } from '../support/smtp-server.ts'

const trusted = tls.getCACertificates('default')
let smtp: SmtpServer
afterEach(async () => {
  tls.setDefaultCACertificates(trusted)
  await smtp.close()
})

function send() {
  return sendMail({
    place: {
      ...{ host: '127.0.0.1', port: smtp.port, tls: 'starttls', user: 'shop' },
      ...{ from: 'shop@example.com', to: ['owner@example.com'] },
    },
    ...{ password: 'pa55', message: { subject: 'New order', text: 'One.' } },
    ...{ messageId: 'm-1', atMs: Date.UTC(2026, 10, 22) },
  })
}

it('R-NOTICE-10: a mail goes through STARTTLS, and nothing of it in the clear', async () => {
  const certificate = ownCertificate()
  tls.setDefaultCACertificates([...trusted, certificate.cert])
  smtp = await startSmtp(certificate)
  expect(await send()).toEqual({ is: 'sent', code: null })
  expect(smtp.inTheClear).toEqual(['EHLO', 'STAR'])
  expect(smtp.logins).toEqual(['shop:pa55'])
  expect(smtp.mails).toMatchObject([{ to: ['owner@example.com'] }])
})

it.each([
  ['cannot encrypt', undefined],
  ['is not who it should be', ownCertificate()],
])('R-NOTICE-10: a server that %s gets neither login nor mail', async (_what, certificate) => {
  smtp = await startSmtp(certificate)
  expect(await send()).toMatchObject({ is: 'not-sent' })
  expect(smtp.inTheClear.filter((verb) => verb === 'AUTH' || verb === 'MAIL')).toEqual([])
  expect([smtp.logins, smtp.mails]).toEqual([[], []])
})
