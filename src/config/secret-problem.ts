/**
 * A trouble with a key that a person has to settle: `code` leads to the page that explains it. No text
 * here ever holds a key.
 */

const texts = {
  'key-malformed': [
    'A key is not 32 bytes in base64. A passphrase is not a key.',
    'Make one with: openssl rand -base64 32',
  ],
  'key-file-open-to-others': [
    'Other users of this machine may read the key file.',
    'Take that away with: chmod 600 on the file named "key" in CROSSDOCK_HOME.',
  ],
  'key-file-malformed': [
    'The key file does not hold keys of 32 bytes in base64, one a line.',
    'Put back the key file from your backup; without its key the sealed data cannot be read.',
  ],
  'key-file-unreadable': [
    'The key file cannot be read.',
    'Let the user that runs Crossdock own the file named "key" in CROSSDOCK_HOME.',
  ],
  'key-file-unwritable': [
    'The key file cannot be written.',
    'Let the user that runs Crossdock write in CROSSDOCK_HOME, or set CROSSDOCK_KEY.',
  ],
  'sealed-unknown-key': [
    'Stored data was sealed with a key that Crossdock does not have.',
    'Give the old key in CROSSDOCK_OLD_KEYS, or put back the key file from your backup.',
  ],
  'sealed-damaged': [
    'Stored sealed data is damaged or stands in the wrong place.',
    'Restore the database from your backup, or enter the credentials again.',
  ],
} as const

export type SecretProblemCode = keyof typeof texts

export class SecretProblem extends Error {
  override readonly name = 'SecretProblem'
  readonly code: SecretProblemCode
  readonly publicText: string
  readonly fix: string

  constructor(code: SecretProblemCode, options?: { cause?: unknown }) {
    const [publicText, fix] = texts[code]
    super(`${publicText} ${fix}`, options)
    this.code = code
    this.publicText = publicText
    this.fix = fix
  }
}

export const secretProblemCodes = Object.keys(texts) as readonly SecretProblemCode[]
