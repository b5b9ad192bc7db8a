import { describe, expect, it } from 'vitest'
import { isCommon } from '../../src/operations/people/judge-password.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../../src/operations/people/one-time-token.ts'
import { hashPassword, isPassword } from '../../src/operations/people/password-hash.ts'
import { judgeCode, newTotpSecret, otpauthUrl, totpCode } from '../../src/operations/people/totp.ts'

/** "12345678901234567890" of RFC 6238, appendix B; its codes have 8 digits, ours the last 6 of them. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('R-SIGN-3: codes of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %i the code is %s', (second, code) => {
    const step = Math.floor(second / 30)
    expect(totpCode(secret, step)).toBe(code)
    expect(judgeCode(secret, code, { nowMs: second * 1_000, lastStep: 0 })).toBe(step)
  })

  it('one step before and after is taken, no other, and none again', () => {
    const nowMs = 1_700_000_000_000
    const step = Math.floor(nowMs / 30_000)
    const judge = (of: number, lastStep = 0) =>
      judgeCode(secret, totpCode(secret, of), { nowMs, lastStep })
    expect([step - 2, step - 1, step, step + 1, step + 2].map((of) => judge(of))).toEqual([
      ...[null, step - 1, step, step + 1, null],
    ])
    expect(judge(step, step)).toBeNull()
    expect(judge(step - 1, step)).toBeNull()
    for (const code of ['', '12345', 'abcdef', '1234567']) {
      expect(judgeCode(secret, code, { nowMs, lastStep: 0 })).toBeNull()
    }
  })

  it('a secret is 160 bits, and an app reads its address', () => {
    const fresh = newTotpSecret()
    expect(fresh).toMatch(/^[A-Z2-7]{32}$/)
    expect(new URL(otpauthUrl(fresh, 'asa@shop.example')).searchParams.get('secret')).toBe(fresh)
  })
})

describe('R-SIGN-2: common passwords', () => {
  it.each([
    ...['Password2026!!', 'P@ssw0rd12345', '123456789012', 'qwertyuiop[]asdf', 'aaaaaaaaaaaaaa'],
    ...['Sommar2026!!!', 'letmein letmein', 'Välkommen123!', 'crossdockshop1', 'asa.lind.2026!'],
  ])('%s is refused', (password) => {
    expect(isCommon(password, ['Åsa Lind', 'asa.lind@shop.example'])).toBe(true)
  })

  it.each([
    ...[
      'violet anchor spoon glacier',
      'kR7#vq9!mXw2Lp',
      'tolv gröna kaffekannor',
      'sjöbod-paraply-31',
    ],
  ])('%s is taken', (password) => {
    expect(isCommon(password, ['Åsa Lind', 'asa.lind@shop.example'])).toBe(false)
  })

  it('is kept by scrypt with a salt of its own, and nobody has none', async () => {
    const [one, other] = await Promise.all([
      hashPassword('a b c d e f g'),
      hashPassword('a b c d e f g'),
    ])
    expect(one).not.toBe(other)
    expect(await isPassword(one, 'a b c d e f g')).toBe(true)
    expect(await isPassword(one, 'a b c d e f h')).toBe(false)
    expect(await isPassword(null, 'nobody has this password')).toBe(false)
    expect(await isPassword('', '')).toBe(false)
  })
})

describe('R-SIGN-4: recovery codes', () => {
  it('are ten, differ, and are read as a person types them', () => {
    const { codes, hashes } = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    const [code = ''] = codes
    expect(hashRecoveryCode(` ${code.toLowerCase().replace('-', ' ')}`)).toEqual(hashes[0])
  })
})
