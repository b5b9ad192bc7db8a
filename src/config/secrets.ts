/**
 * Seals what must not lie open in the database (credentials, personal data) with AES-256-GCM, and makes
 * keyed hashes for searching it. Keys never leave this module; the sealed bytes name theirs, so that old
 * ones still open after a rotation. Nothing here may be logged.
 *
 * Sealed bytes: version (1), key id (8), nonce (12), ciphertext, tag (16). The head and the `aad`, what
 * the bytes belong to (`order 42 address`), are authenticated: sealed bytes of one row open in no other.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { SecretProblem } from './secret-problem.ts'

/** What a keyed hash is of. `name` and `postcode` are normalised first; `text` is taken as it is. */
export type HashKind = 'name' | 'postcode' | 'text'

export type Secrets = {
  /** Names the key that seals now. */
  readonly keyId: string
  seal(plain: string, aad: string): Buffer
  /** Throws SecretProblem: `sealed-unknown-key`, `sealed-damaged`. */
  open(sealed: Uint8Array, aad: string): string
  /** True when an old key sealed it: seal again before that key is taken away. */
  needsReseal(sealed: Uint8Array): boolean
  /** For storing: the hash under the present key. */
  hmacOf(kind: HashKind, text: string): Buffer
  /** For searching: the hashes under the present and all old keys. */
  hmacsOf(kind: HashKind, text: string): Buffer[]
}

const version = 1
const keyIdBytes = 8
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + keyIdBytes + nonceBytes

/** `keys` are 32 bytes each, the present one first. */
export function createSecrets(keys: readonly [Buffer, ...Buffer[]]): Secrets {
  const present = deriveKeys(keys[0])
  const all = keys.map(deriveKeys)
  const keyFor = (sealed: Uint8Array) => {
    const keyId = Buffer.from(sealed.subarray(1, 1 + keyIdBytes))
    return all.find((candidate) => candidate.id.equals(keyId))
  }
  return {
    keyId: present.id.toString('hex'),
    seal(plain, aad) {
      const head = Buffer.concat([Buffer.of(version), present.id, randomBytes(nonceBytes)])
      const cipher = createCipheriv('aes-256-gcm', present.sealing, nonceOf(head))
      cipher.setAAD(Buffer.concat([head, Buffer.from(aad)]))
      return Buffer.concat([
        head,
        cipher.update(plain, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
    },
    open(sealed, aad) {
      if (sealed.length < headBytes + tagBytes || sealed[0] !== version) {
        throw new SecretProblem('sealed-damaged')
      }
      const key = keyFor(sealed)
      if (key === undefined) throw new SecretProblem('sealed-unknown-key')
      return unseal(key.sealing, sealed, aad)
    },
    needsReseal: (sealed) => keyFor(sealed)?.id.equals(present.id) !== true,
    hmacOf: (kind, text) => hashOf(present.hashing, kind, text),
    hmacsOf: (kind, text) => all.map((key) => hashOf(key.hashing, kind, text)),
  }
}

type DerivedKeys = {
  readonly id: Buffer
  readonly sealing: KeyObject
  readonly hashing: KeyObject
}

/** One key for each purpose, so that none says anything about another. */
function deriveKeys(key: Buffer): DerivedKeys {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `crossdock ${purpose} 1`, bytes))
  return {
    id: derive('key id', keyIdBytes),
    // Made once: Node makes a key of its own of every Buffer, for more than the sealing itself costs.
    sealing: createSecretKey(derive('sealing', 32)),
    hashing: createSecretKey(derive('hashing', 32)),
  }
}

function unseal(key: KeyObject, sealed: Uint8Array, aad: string): string {
  const head = sealed.subarray(0, headBytes)
  const body = sealed.subarray(headBytes, sealed.length - tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(head), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.concat([head, Buffer.from(aad)]))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    throw new SecretProblem('sealed-damaged')
  }
}

function nonceOf(head: Uint8Array): Uint8Array {
  return head.subarray(1 + keyIdBytes, headBytes)
}

function hashOf(key: KeyObject, kind: HashKind, text: string): Buffer {
  return createHmac('sha256', key)
    .update(`${kind}\u0000${normalised(kind, text)}`)
    .digest()
}

/** So that `Åsa  LIND` finds `åsa lind`, and `sw1a1aa` finds `SW1A 1AA`. */
function normalised(kind: HashKind, text: string): string {
  if (kind === 'text') return text
  const plain = text.normalize('NFKC').trim().toLowerCase()
  return kind === 'name' ? plain.replace(/\s+/g, ' ') : plain.replace(/[\s-]+/g, '')
}
