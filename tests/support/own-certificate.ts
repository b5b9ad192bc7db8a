/** A certificate of this machine that nobody signed but itself, made anew for each test (X.509 v3, ECDSA with SHA-256). */
import { generateKeyPairSync, sign } from 'node:crypto'
import type { Certificate } from './smtp-server.ts'

export function ownCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = list(oid('2a8648ce3d040302'))
  const name = list(der(0x31, list(oid('550403'), der(0x0c, Buffer.from('a test')))))
  const names = list(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))
  const extensions = list(
    list(oid('551d11'), der(0x04, names)),
    list(oid('551d13'), yes, der(0x04, list(yes))),
  )
  const facts = list(
    der(0xa0, whole(2)),
    whole(1),
    algorithm,
    name,
    list(time('200101000000Z'), time('491231000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  )
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', facts, privateKey)])
  const whole64 = list(facts, algorithm, der(0x03, signature)).toString('base64')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole64}\n-----END CERTIFICATE-----\n`,
  }
}

const yes = Buffer.from('0101ff', 'hex')

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}

function list(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts)
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function whole(value: number): Buffer {
  return der(0x02, Buffer.from([value]))
}

function time(text: string): Buffer {
  return der(0x17, Buffer.from(text))
}
