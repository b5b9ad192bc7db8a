import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApiKey } from '../../src/operations/keys/create-api-key.ts'
import { listApiKeys } from '../../src/operations/keys/list-api-keys.ts'
import { revokeApiKey } from '../../src/operations/keys/revoke-api-key.ts'
import { readAudit } from '../../src/store/audit.ts'
import { type ApiHost, accountId, owner, startApi } from '../http/api-host.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

describe('API keys', () => {
  it('R-API-1: the secret is shown once; neither the database nor the list holds it', async () => {
    const request = { accountId, name: 'warehouse', role: 'viewer' } as const
    const { token, keyId } = await createApiKey(api.deps, owner, request)
    const secret = token.split('_')[2] ?? ''
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    const { rows } = await sql<{ row: string }>`
      select row_to_json(k)::text as row from api_key k
    `.execute(api.database.db)
    expect(JSON.stringify(rows)).not.toContain(secret)
    const listed = await listApiKeys(api.deps, owner, accountId)
    expect(JSON.stringify(listed)).not.toContain(secret)
    expect(listed).toContainEqual(expect.objectContaining({ keyId, name: 'warehouse' }))
    const [audit] = await readAudit(api.database.db, accountId, 1)
    expect(audit).toMatchObject({ action: 'create-api-key', subject: keyId, actor: 'cli:anna' })
    expect(JSON.stringify(audit)).not.toContain(secret)
  })

  it('R-API-1: a revoked key is refused at once, and its use is noted while it works', async () => {
    const request = { accountId, name: 'till', role: 'viewer' } as const
    const { token, keyId } = await createApiKey(api.deps, owner, request)
    const ask = () => api.ask('GET', '/api/orders', { as: { token } })
    expect((await ask()).status).toBe(200)
    const used = await listApiKeys(api.deps, owner, accountId)
    expect(used.find((key) => key.keyId === keyId)?.lastUsedAtMs).not.toBeNull()
    await revokeApiKey(api.deps, owner, { accountId, keyId })
    expect((await ask()).status).toBe(401)
    await expect(revokeApiKey(api.deps, owner, { accountId, keyId })).rejects.toMatchObject({
      code: 'KEY_NOT_FOUND',
    })
  })

  it('are made by owners alone', async () => {
    const operator = { kind: 'api-key', keyId: 'k', role: 'operator' } as const
    const request = { accountId, name: 'x', role: 'owner' } as const
    await expect(createApiKey(api.deps, operator, request)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})
