/** `crossdock keys`: keys of the HTTP API. A secret is shown once, when its key is made. */
import { type Command, Option } from 'commander'
import { type Role, roles } from '../operations/actor.ts'
import { createApiKey } from '../operations/keys/create-api-key.ts'
import { listApiKeys } from '../operations/keys/list-api-keys.ts'
import { revokeApiKey } from '../operations/keys/revoke-api-key.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { fullTime, say, sayJson, table } from './print.ts'

type CreateOptions = CommonOptions & { readonly name: string; readonly role: Role }

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('keys of the HTTP API')
  withCommonOptions(keys.command('create'))
    .description('make a key; it is shown this one time')
    .requiredOption('--name <name>', 'what will use it')
    .addOption(new Option('--role <role>', 'what it may').choices([...roles]).makeOptionMandatory())
    .action((options: CreateOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const { name, role } = options
        const created = await createApiKey(deps, actor, { accountId, name, role })
        if (options.json === true) sayJson(created)
        else {
          say(created.token)
          say('Keep it now: only a hash of it is stored. Send it as: Authorization: Bearer <key>')
        }
      }),
    )
  withCommonOptions(keys.command('list'))
    .description('all keys, revoked ones too')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const all = await listApiKeys(deps, actor, accountId)
        if (options.json === true) return sayJson({ keys: all })
        if (all.length === 0) return say('There is no key. Make one with: crossdock keys create')
        const rows = all.map((key) => [
          key.keyId,
          key.role,
          key.revokedAtMs === null ? 'works' : 'revoked',
          key.lastUsedAtMs === null ? 'never' : fullTime(key.lastUsedAtMs),
          key.name,
        ])
        say(table(columns, rows))
      }),
    )
  withCommonOptions(keys.command('revoke <key-id>'))
    .description('take a key away')
    .action((keyId: string, options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const revoked = await revokeApiKey(deps, actor, { accountId, keyId })
        if (options.json === true) sayJson(revoked)
        else say(`Revoked: ${keyId}.`)
      }),
    )
}

const columns = [
  { title: 'ID' },
  { title: 'ROLE' },
  { title: 'STATE' },
  { title: 'LAST USED' },
  { title: 'NAME', flexible: true },
] as const
